package dev.anvil.metadata.blob;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A blob as the catalogue has it now.
 *
 * @param layout null of a forgotten blob
 * @param reclaimableIn of a dead blob, how long its shards must still stay for readers in flight; zero when they may go
 * @param placementVersion changes with every swap of a slot
 */
public record BlobStatus(BlobState state, @Nullable BlobLayout layout, Duration reclaimableIn, int placementVersion) {
    public static final BlobStatus UNKNOWN = new BlobStatus(BlobState.FORGOTTEN, null, Duration.ZERO, 0);

    public boolean reclaimable() {
        return state == BlobState.DEAD && reclaimableIn.isZero();
    }
}
