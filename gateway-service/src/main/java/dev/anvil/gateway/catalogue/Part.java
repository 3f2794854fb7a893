package dev.anvil.gateway.catalogue;

import dev.anvil.model.ETag;
import java.time.Instant;
import java.util.List;

/** A part that was uploaded. */
public record Part(int number, long size, ETag etag, Instant modified, List<StoredChecksum> checksums) {
    public Part {
        checksums = List.copyOf(checksums);
    }
}
