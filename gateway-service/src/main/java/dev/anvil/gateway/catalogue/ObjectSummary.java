package dev.anvil.gateway.catalogue;

import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version as listings show it. Delete markers have no entity tag. */
public record ObjectSummary(
        ObjectKey key,
        VersionId version,
        boolean latest,
        boolean deleteMarker,
        long size,
        @Nullable ETag etag,
        Instant modified,
        @Nullable String storageClass,
        List<Checksum.Algorithm> checksumAlgorithms,
        boolean checksumComposite)
        implements ListEntry {
    public ObjectSummary {
        checksumAlgorithms = List.copyOf(checksumAlgorithms);
    }
}
