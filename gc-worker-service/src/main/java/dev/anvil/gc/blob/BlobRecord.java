package dev.anvil.gc.blob;

import dev.anvil.blob.BlobLayout;
import java.time.Duration;

/** A blob as the catalogue had it a moment ago. {@code Live → Dead → Unknown}, never back. */
public sealed interface BlobRecord {
    /**
     * Something refers to it.
     *
     * @param placementVersion changes with every swap of a slot
     */
    record Live(BlobLayout layout, long placementVersion) implements BlobRecord {}

    /**
     * Nothing refers to it, and nothing ever will again.
     *
     * @param layout the shards that are not confirmed to be deleted
     * @param reclaimable whether readers that began before have had their time
     */
    record Dead(BlobLayout layout, boolean reclaimable, Duration reclaimableIn) implements BlobRecord {}

    /** Never committed, or forgotten. */
    record Unknown() implements BlobRecord {}
}
