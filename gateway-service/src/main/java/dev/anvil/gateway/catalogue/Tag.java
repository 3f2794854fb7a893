package dev.anvil.gateway.catalogue;

/** A tag of an object or bucket. */
public record Tag(String key, String value) {}
