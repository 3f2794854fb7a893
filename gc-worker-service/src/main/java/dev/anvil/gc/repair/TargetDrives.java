package dev.anvil.gc.repair;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import java.util.List;

/** Where a new shard of a blob may go. */
@FunctionalInterface
interface TargetDrives {
    /** Drives that take new shards, best first. */
    List<DriveId> candidates(BlobId blob);
}
