package dev.anvil.gc.audit;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.util.List;
import java.util.Set;

/** What drives say about shards when they are asked. Throws {@link dev.anvil.blob.ShardException} when one cannot be asked. */
public interface DriveChecks {
    /** Those that the drive lacks, or has only in part. */
    Set<ShardId> missing(DriveId drive, List<ShardId> shards);

    /** Those that it found broken by itself. */
    List<ShardId> corrupt(DriveId drive);
}
