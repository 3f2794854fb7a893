package dev.anvil.metadata.listing;

import dev.anvil.model.BucketId;
import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * A page of all versions: what comes after the key marker, or with a version marker what is left of that key and then the
 * rest.
 */
public record VersionQuery(
        BucketId bucket,
        String prefix,
        String delimiter,
        String keyMarker,
        @Nullable VersionId versionMarker,
        int limit) {
    public VersionQuery {
        PageLimit.require(limit);
    }
}
