package dev.anvil.metadata.listing;

/** Stands for all keys that begin with it, up to and with the delimiter. */
public record CommonPrefix(String value) implements ListEntry {}
