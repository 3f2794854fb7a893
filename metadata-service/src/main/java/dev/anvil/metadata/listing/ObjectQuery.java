package dev.anvil.metadata.listing;

import dev.anvil.model.BucketId;

/** A page of current versions: the keys and common prefixes that come after {@code after}. */
public record ObjectQuery(BucketId bucket, String prefix, String delimiter, String after, int limit) {
    public ObjectQuery {
        PageLimit.require(limit);
    }
}
