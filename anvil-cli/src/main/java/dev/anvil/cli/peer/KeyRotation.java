package dev.anvil.cli.peer;

/** After it all secrets lie under one key. */
public record KeyRotation(String keyId, long changed) {}
