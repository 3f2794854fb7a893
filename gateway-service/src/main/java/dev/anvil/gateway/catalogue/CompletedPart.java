package dev.anvil.gateway.catalogue;

import dev.anvil.model.Checksum;
import dev.anvil.model.ETag;
import java.util.List;

/** A part as the client names it when it completes the upload. */
public record CompletedPart(int number, ETag etag, List<Checksum> checksums) {
    public CompletedPart {
        checksums = List.copyOf(checksums);
    }
}
