package dev.anvil.gateway.catalogue;

import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.List;

/** A version of an object with all that a reader needs. Parts are empty where the layout was not asked for. */
public record ObjectVersion(
        ObjectKey key,
        VersionId version,
        boolean latest,
        long size,
        ETag etag,
        Instant modified,
        List<StoredChecksum> checksums,
        ObjectAttributes attributes,
        List<PartLayout> parts,
        int partCount)
        implements Resolved {
    public ObjectVersion {
        checksums = List.copyOf(checksums);
        parts = List.copyOf(parts);
    }

    public boolean isMultipart() {
        return partCount > 0;
    }
}
