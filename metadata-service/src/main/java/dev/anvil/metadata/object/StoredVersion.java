package dev.anvil.metadata.object;

import dev.anvil.metadata.blob.PlacedBlob;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version or a delete marker, which has no bytes and no entity tag.
 *
 * @param blobs its bytes in order, if they were asked for
 * @param partCount 0 where it was not uploaded in parts
 */
public record StoredVersion(
        ObjectKey key,
        VersionId version,
        boolean latest,
        boolean deleteMarker,
        long size,
        @Nullable ETag etag,
        Instant modified,
        List<StoredChecksum> checksums,
        ObjectAttributes attributes,
        List<Tag> tags,
        List<PlacedBlob> blobs,
        int partCount) {}
