package dev.anvil.gateway.catalogue;

/** The keys that begin alike up to and with the delimiter. */
public record CommonPrefix(String prefix) implements ListEntry, UploadEntry {}
