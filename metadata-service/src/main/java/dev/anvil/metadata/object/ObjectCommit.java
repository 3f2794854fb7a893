package dev.anvil.metadata.object;

import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.model.AppId;
import dev.anvil.model.BucketId;
import dev.anvil.model.ETag;
import dev.anvil.model.ObjectKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version to be made visible.
 *
 * @param blob its bytes; null of an empty object
 */
public record ObjectCommit(
        BucketId bucket,
        ObjectKey key,
        CommitId id,
        long size,
        ETag etag,
        List<StoredChecksum> checksums,
        ObjectAttributes attributes,
        List<Tag> tags,
        @Nullable NewBlob blob,
        Preconditions preconditions,
        @Nullable AppId writtenBy) {
    public ObjectCommit {
        checksums = List.copyOf(checksums);
        tags = List.copyOf(tags);
        if (size < 0 || (size == 0) != (blob == null)) {
            throw new IllegalArgumentException(
                    "an empty object has no blob, and any other has one; this one has " + size + " bytes");
        }
    }
}
