package dev.anvil.metadata.multipart;

import dev.anvil.metadata.listing.PageLimit;
import dev.anvil.model.BucketId;

/** A page of uploads by key and then by age. Empty markers mean the beginning. */
public record UploadQuery(
        BucketId bucket, String prefix, String delimiter, String keyMarker, String uploadMarker, int limit) {
    public UploadQuery {
        PageLimit.require(limit);
    }
}
