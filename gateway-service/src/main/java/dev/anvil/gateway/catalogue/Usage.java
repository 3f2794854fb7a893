package dev.anvil.gateway.catalogue;

/** What a bucket or a tenant holds: all versions, and the parts of uploads that are not done. */
public record Usage(long objects, long bytes) {}
