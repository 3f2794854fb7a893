package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketId;

/** A page of current versions: keys and common prefixes after {@code after}, which is passed over itself. */
public record ListQuery(BucketId bucket, String prefix, String delimiter, String after, int limit) {}
