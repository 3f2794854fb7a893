package dev.anvil.gc.audit;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.util.List;
import java.util.Set;

/** What drives say about shards when they are asked. Throws {@link dev.anvil.blob.ShardException} when one cannot be asked. */
public interface DriveChecks {
    /** Those that the drive lacks, or has only in part. */
    Set<ShardId> missing(DriveId drive, List<ShardId> shards);

    /** What it found by itself. */
    Report report(DriveId drive);

    /**
     * @param corrupt shards that are broken
     * @param epoch the highest epoch of the catalogue that the drive has seen
     */
    record Report(List<ShardId> corrupt, long epoch) {
        public Report {
            corrupt = List.copyOf(corrupt);
        }
    }
}
