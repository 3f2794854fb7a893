package dev.anvil.gateway.catalogue;

import dev.anvil.model.BucketId;

/** A page of uploads by key and then by age. Empty markers mean the beginning. */
public record UploadQuery(
        BucketId bucket, String prefix, String delimiter, String keyMarker, String uploadMarker, int limit) {
    /** The same in another bucket. */
    public UploadQuery in(BucketId other) {
        return new UploadQuery(other, prefix, delimiter, keyMarker, uploadMarker, limit);
    }
}
