package dev.anvil.blob;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.time.Duration;
import java.util.List;

/** The drives of the region, wherever their nodes are. Thread-safe. */
public interface Drives {
    /**
     * Whether the drive is worth asking: false while it is known to be away or has just failed repeatedly. Only a hint for the
     * order in which drives are tried.
     */
    boolean isPromising(DriveId drive);

    /** Forgets that the drive could not be reached: for those who cannot do without it. */
    default void forgive(DriveId drive) {}

    /**
     * Opens a shard on a drive.
     *
     * @throws ShardException when the drive cannot be reached within the timeout or is known to refuse
     */
    ShardWriter write(DriveId drive, ShardId shard, Duration timeout);

    /** Starts to read units of a sealed shard. Does not wait and does not throw: everything is told to the listener. */
    ShardRead read(ShardRange range, ShardRead.Listener listener);

    /**
     * Deletes shards, durably. Those that are not there count as deleted.
     *
     * @throws ShardException when the drive did not confirm
     */
    void delete(DriveId drive, List<ShardId> shards, String reason, Duration timeout);
}
