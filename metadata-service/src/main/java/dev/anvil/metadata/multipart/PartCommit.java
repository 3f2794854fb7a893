package dev.anvil.metadata.multipart;

import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.object.StoredChecksum;
import dev.anvil.model.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part to be made known. An empty one has no blob. */
public record PartCommit(
        UploadRef upload,
        PartNumber number,
        long size,
        ETag etag,
        List<StoredChecksum> checksums,
        @Nullable NewBlob blob) {
    public PartCommit {
        if (size < 0 || (size == 0) != (blob == null)) {
            throw new IllegalArgumentException("an empty part has no blob, and any other has one");
        }
    }
}
