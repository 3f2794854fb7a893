package dev.anvil.gc.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import java.util.List;
import java.util.Set;

/** Where a new shard of a blob may go. */
@FunctionalInterface
public interface TargetDrives {
    /** Drives that take new shards and hold none of the others, best first. */
    List<DriveId> candidates(BlobId blob, Set<DriveId> others);
}
