package dev.anvil.gateway.catalogue;

import dev.anvil.blob.BlobLayout;
import dev.anvil.model.ETag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes that lie on drives and are not visible yet. Nothing lies anywhere for an empty object or part. */
public record StoredContent(
        long size,
        ETag etag,
        List<StoredChecksum> checksums,
        @Nullable BlobLayout blob) {
    public StoredContent {
        checksums = List.copyOf(checksums);
        if (size < 0 || (size == 0) != (blob == null)) {
            throw new IllegalArgumentException("content of " + size + " bytes with blob " + blob);
        }
    }

    /** Slots of the blob that have to be repaired. */
    public List<Integer> missingSlots() {
        return blob == null ? List.of() : blob.missingSlots();
    }
}
