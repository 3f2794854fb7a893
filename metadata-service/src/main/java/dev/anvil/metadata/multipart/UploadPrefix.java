package dev.anvil.metadata.multipart;

/** Stands for all uploads whose keys begin with it, up to and with the delimiter. */
public record UploadPrefix(String value) implements UploadEntry {}
