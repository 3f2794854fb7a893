package dev.anvil.metadata.listing;

import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.List;

/** A version or a delete marker as listings show it; a marker's entity tag is empty. */
public record ObjectSummary(
        String key,
        VersionId version,
        boolean latest,
        boolean deleteMarker,
        long size,
        String etag,
        Instant modified,
        String storageClass,
        List<StoredChecksum> checksums)
        implements ListEntry {}
