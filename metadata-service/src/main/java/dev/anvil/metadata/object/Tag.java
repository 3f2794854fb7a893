package dev.anvil.metadata.object;

/** A label that a client put on an object. */
public record Tag(String key, String value) {}
