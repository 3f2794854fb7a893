package dev.anvil.gc.audit;

import dev.anvil.blob.ShardException;
import dev.anvil.gc.blob.AbsentDrives;
import dev.anvil.gc.lease.Lease;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One comparison of the whole catalogue with the drives, page by page: a page costs one look-up and one call per drive. */
final class PlacementAudit {
    private static final Logger LOG = LoggerFactory.getLogger(PlacementAudit.class);

    private final Placements placements;
    private final DriveChecks drives;
    private final AbsentDrives absent;
    private final Supplier<Set<DriveId>> writable;
    private final AuditSettings settings;

    PlacementAudit(
            Placements placements,
            DriveChecks drives,
            AbsentDrives absent,
            Supplier<Set<DriveId>> writable,
            AuditSettings settings) {
        this.placements = placements;
        this.drives = drives;
        this.absent = absent;
        this.writable = writable;
        this.settings = settings;
    }

    /** How many blobs were looked at, and how many of them need a repair. */
    record Findings(long blobs, long damaged) {}

    Findings run(Lease lease) throws InterruptedException {
        long blobs = 0;
        long damaged = 0;
        Optional<BlobId> after = Optional.empty();
        boolean more = true;
        while (more) {
            lease.requireHeld();
            Placements.Page page = placements.page(after, settings.page());
            Set<ShardId> lost = lost(page.blobs());
            for (Placements.Placed placed : page.blobs()) {
                List<Integer> slots = IntStream.range(0, placed.slots())
                        .filter(slot -> isLost(placed.shards().get(slot), lost))
                        .boxed()
                        .toList();
                if (!slots.isEmpty() && hasRoom(placed, slots)) {
                    placements.noteDamage(placed.blob(), slots, "audit");
                    damaged++;
                }
            }
            blobs += page.blobs().size();
            more = page.more();
            after = page.blobs().isEmpty()
                    ? after
                    : Optional.of(page.blobs().getLast().blob());
            Thread.sleep(settings.pause());
        }
        return new Findings(blobs, damaged);
    }

    /** Slots that were never written were noted when the blob was committed. */
    private static boolean isLost(@Nullable ShardPlacement shard, Set<ShardId> lost) {
        return shard != null && lost.contains(shard.shard());
    }

    /** Without a drive for a new shard a repair could only wait, and there would be one more of them after every audit. */
    private boolean hasRoom(Placements.Placed placed, List<Integer> lostSlots) {
        Set<DriveId> rest = new HashSet<>(writable.get());
        placed.shards().forEach((slot, shard) -> {
            if (!lostSlots.contains(slot)) {
                rest.remove(shard.drive());
            }
        });
        return !rest.isEmpty();
    }

    private Set<ShardId> lost(List<Placements.Placed> blobs) {
        Map<DriveId, List<ShardId>> byDrive = new HashMap<>();
        for (Placements.Placed placed : blobs) {
            placed.shards()
                    .values()
                    .forEach(shard -> byDrive.computeIfAbsent(shard.drive(), drive -> new ArrayList<>())
                            .add(shard.shard()));
        }
        Set<ShardId> lost = new HashSet<>();
        byDrive.forEach((drive, shards) -> lost.addAll(lost(drive, shards)));
        return lost;
    }

    private Set<ShardId> lost(DriveId drive, List<ShardId> shards) {
        if (absent.isAwayForTooLong(drive)) {
            return Set.copyOf(shards);
        }
        if (absent.isAway(drive)) {
            return Set.of();
        }
        try {
            return drives.missing(drive, shards);
        } catch (ShardException e) {
            LOG.info("Drive {} could not be asked what it has: {}", drive, e.getMessage());
            return Set.of();
        }
    }
}
