package dev.anvil.gc.sweep;

import dev.anvil.blob.Drives;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.lease.Lease;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps one drive in two passes. The first looks at every shard and asks the catalogue about it; only when the drive was
 * seen whole and the garbage is believably little does the second delete, asking the catalogue once more for each page.
 */
public final class DriveSweep {
    private static final Logger LOG = LoggerFactory.getLogger(DriveSweep.class);
    private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(30);

    /** More than this waits for the next sweep: a bound on memory. */
    private static final int MAX_KEPT = 100_000;

    /** As many as a drive deletes in one call. */
    private static final int MAX_DELETED_AT_ONCE = 1_000;

    private final Catalogue catalogue;
    private final DriveContents contents;
    private final Drives drives;
    private final SweepSettings settings;

    public DriveSweep(Catalogue catalogue, DriveContents contents, Drives drives, SweepSettings settings) {
        this.catalogue = catalogue;
        this.contents = contents;
        this.drives = drives;
        this.settings = settings;
    }

    /**
     * @return how many shards were deleted
     * @throws SweepStopped when there is more garbage than can be true; nothing was deleted then
     */
    public int sweep(DriveId drive, Lease lease) throws InterruptedException {
        List<ShardId> garbage = new ArrayList<>();
        long seen = 0;
        long found = 0;
        Optional<ShardId> after = Optional.empty();
        boolean more = true;
        while (more) {
            lease.requireHeld();
            DriveContents.Page page = contents.list(drive, after, settings.page());
            Set<ShardId> pageGarbage = page.shards().isEmpty() ? Set.of() : catalogue.garbage(drive, page.shards());
            seen += page.shards().size();
            found += pageGarbage.size();
            pageGarbage.stream().limit(MAX_KEPT - garbage.size()).forEach(garbage::add);
            more = page.more();
            after = page.shards().isEmpty() ? after : Optional.of(page.shards().getLast());
            Thread.sleep(settings.pause());
        }
        requireBelievable(drive, seen, found);
        return delete(drive, garbage, lease);
    }

    private void requireBelievable(DriveId drive, long seen, long found) {
        if (found > settings.limitFor(seen)) {
            throw new SweepStopped("the catalogue knows nothing of " + found + " of the " + seen + " shards on drive "
                    + drive + ", more than the " + settings.limitFor(seen)
                    + " that a sweep may delete; nothing was deleted. If the catalogue was restored from a backup or the"
                    + " drive comes from another store, that is why; if all is well, raise anvil.sweep.max-share once");
        }
    }

    private int delete(DriveId drive, List<ShardId> garbage, Lease lease) throws InterruptedException {
        int step = Math.min(settings.page(), MAX_DELETED_AT_ONCE);
        int deleted = 0;
        for (int from = 0; from < garbage.size(); from += step) {
            lease.requireHeld();
            List<ShardId> page = garbage.subList(from, Math.min(from + step, garbage.size()));
            List<ShardId> still = page.stream()
                    .filter(catalogue.garbage(drive, page)::contains)
                    .toList();
            if (!still.isEmpty()) {
                for (ShardId shard : still) {
                    LOG.info(
                            "Sweep deletes shard {} on drive {}: born {}, nothing refers to it",
                            shard,
                            drive,
                            shard.birth());
                }
                drives.delete(drive, still, "sweep", DELETE_TIMEOUT);
                deleted += still.size();
            }
            Thread.sleep(settings.pause());
        }
        return deleted;
    }
}
