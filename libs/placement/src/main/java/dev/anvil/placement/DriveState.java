package dev.anvil.placement;

/** What a drive can be used for, as far as the cluster knows. */
public enum DriveState {
    /** Read and written. */
    UP,
    /** Read only: full, or made so by an operator. */
    READ_ONLY,
    /** Read only, and its shards are being moved away. */
    DRAINING,
    /** Not answering, or failed. Its shards may come back. */
    DOWN,
    /** Gone for good: no longer counted as a drive of this store. */
    DECOMMISSIONED;

    public boolean takesNewShards() {
        return this == UP;
    }

    public boolean isReadable() {
        return switch (this) {
            case UP, READ_ONLY, DRAINING -> true;
            case DOWN, DECOMMISSIONED -> false;
        };
    }
}
