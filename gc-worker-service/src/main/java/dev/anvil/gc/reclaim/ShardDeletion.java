package dev.anvil.gc.reclaim;

import dev.anvil.blob.Drives;
import dev.anvil.blob.ShardException;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes the shards of many blobs, drive by drive: one call to each. A drive that does not confirm holds up the blobs that have shards
 * there, and no others.
 */
final class ShardDeletion {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private record Doomed(DeadBlob blob, ShardId shard) {}

    private final Drives drives;
    private final DriveFate fate;

    ShardDeletion(Drives drives, DriveFate fate) {
        this.drives = drives;
        this.fate = fate;
    }

    void delete(Collection<DeadBlob> blobs) {
        Map<DriveId, List<Doomed>> byDrive = new LinkedHashMap<>();
        for (DeadBlob blob : blobs) {
            blob.layout()
                    .shards()
                    .values()
                    .forEach(placement -> byDrive.computeIfAbsent(placement.drive(), drive -> new ArrayList<>())
                            .add(new Doomed(blob, placement.shard())));
        }
        byDrive.forEach((drive, doomed) -> delete(
                drive, doomed.stream().filter(shard -> shard.blob().isOurs()).toList()));
    }

    private void delete(DriveId drive, List<Doomed> doomed) {
        if (doomed.isEmpty()) {
            return;
        }
        try {
            if (!fate.isGoneForGood(drive)) {
                drives.delete(drive, doomed.stream().map(Doomed::shard).toList(), "reclaim", TIMEOUT);
            }
            doomed.forEach(each -> each.blob().gone(each.shard()));
        } catch (ShardException e) {
            doomed.forEach(each -> each.blob().stays("drive " + drive + ": " + e.getMessage()));
        }
    }
}
