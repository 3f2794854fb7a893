package dev.anvil.metadata.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;

/** All that is needed to read a blob. */
public record BlobLayout(BlobId id, long length, Scheme scheme, int unitBytes, Placement placement) {
    public BlobLayout {
        if (length < 1 || unitBytes < 1) {
            throw new IllegalArgumentException(
                    "a blob has at least one byte and units of at least one, not " + length + " and " + unitBytes);
        }
        if (placement.slots().size() != scheme.shards() && !placement.slots().isEmpty()) {
            throw new IllegalArgumentException("blob " + id + " is " + scheme + ", but its placement has "
                    + placement.slots().size() + " slots");
        }
    }
}
