package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.ShardPlacement;

/** A shard that could not be used, and why. */
public record Damage(BlobId blob, int slot, ShardPlacement shard, ShardFailure failure) {
    /**
     * Whether the shard itself is bad, so that it has to be made anew. A drive that does not answer may come back with its
     * shards. A shard that is unknown may have moved: look the blob up again before calling it lost.
     */
    public boolean isLoss() {
        return switch (failure) {
            case CORRUPT, SHARD_UNKNOWN -> true;
            case DRIVE_UNKNOWN,
                    DRIVE_FOREIGN,
                    DRIVE_FAILED,
                    DRIVE_FULL,
                    DRIVE_BUSY,
                    UNREACHABLE,
                    OUT_OF_ORDER,
                    EXPIRED -> false;
        };
    }
}
