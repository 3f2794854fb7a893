package dev.anvil.metadata.object;

/** Why a deletion was refused, in the words of a failure. */
public record DeletionRefused(String reason, String message) implements DeletionResult {}
