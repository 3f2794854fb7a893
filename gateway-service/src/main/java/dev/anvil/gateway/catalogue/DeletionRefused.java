package dev.anvil.gateway.catalogue;

/** Not done, for a reason as in {@code ServiceFailure}. */
public record DeletionRefused(String reason, String message) implements DeletionResult {}
