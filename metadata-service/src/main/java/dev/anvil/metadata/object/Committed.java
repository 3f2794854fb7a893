package dev.anvil.metadata.object;

import dev.anvil.model.ETag;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * A version that is visible.
 *
 * @param versioned versioning is or was on, so that clients are told version ids
 */
public record Committed(
        VersionId version, Instant modified, ETag etag, long size, boolean versioned, List<StoredChecksum> checksums) {
    public Committed {
        checksums = List.copyOf(checksums);
    }
}
