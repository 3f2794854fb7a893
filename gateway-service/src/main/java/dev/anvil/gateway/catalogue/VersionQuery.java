package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketId;

/** A page of all versions and delete markers, by key and then newest first. Empty markers mean the beginning. */
public record VersionQuery(
        BucketId bucket, String prefix, String delimiter, String keyMarker, String versionMarker, int limit) {
    /** The same in another bucket. */
    public VersionQuery in(BucketId other) {
        return new VersionQuery(other, prefix, delimiter, keyMarker, versionMarker, limit);
    }
}
