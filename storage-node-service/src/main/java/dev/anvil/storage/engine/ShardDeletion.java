package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Deletes sealed shards, durably and any number of times. Under the drive's lock. */
final class ShardDeletion {
    private record Tombstone(ShardId shard, Segment segment) {}

    private final SegmentLog log;
    private final Appender appender;
    private final GroupCommit commits;
    private final ShardIndex index;
    private final ShardWriter writer;
    private final Quarantine quarantine;

    /** Deletions that are written but not durable yet. */
    private final Set<ShardId> pending = new HashSet<>();

    ShardDeletion(
            SegmentLog log,
            Appender appender,
            GroupCommit commits,
            ShardIndex index,
            ShardWriter writer,
            Quarantine quarantine) {
        this.log = log;
        this.appender = appender;
        this.commits = commits;
        this.index = index;
        this.writer = writer;
        this.quarantine = quarantine;
    }

    /**
     * Completes when none of the shards can come back, with how many were sealed here and are not now. Those that are not here
     * are deleted already.
     */
    CompletableFuture<Integer> delete(Collection<ShardId> shards) {
        List<Tombstone> tombstones = new ArrayList<>();
        boolean mustWait = false;
        try {
            for (ShardId shard : shards) {
                if (pending.contains(shard)) {
                    mustWait = true;
                } else if (index.contains(shard) || writer.isSealing(shard)) {
                    tombstones.add(bury(shard));
                    mustWait = true;
                } else {
                    writer.abort(shard);
                    quarantine.remove(shard);
                }
            }
        } catch (StorageFailure e) {
            // Those before the failure are written and will count after a restart, so they count now too.
            commits.whenDurable(() -> tombstones.forEach(this::forget));
            throw e;
        }
        return mustWait
                ? commits.whenDurable(() -> tombstones.forEach(this::forget)).thenApply(done -> tombstones.size())
                : CompletableFuture.completedFuture(0);
    }

    boolean isPending(ShardId shard) {
        return pending.contains(shard);
    }

    private Tombstone bury(ShardId shard) {
        long location = appender.appendFromReserve(RecordHeader.of(RecordType.DELETE, shard, 0));
        Segment segment = log.segmentOf(location);
        segment.addDeletion();
        segment.addPendingDeletions(1);
        pending.add(shard);
        return new Tombstone(shard, segment);
    }

    private void forget(Tombstone tombstone) {
        Segment segment = tombstone.segment;
        pending.remove(tombstone.shard);
        quarantine.remove(tombstone.shard);
        segment.addPendingDeletions(-1);
        index.remove(tombstone.shard)
                .ifPresent(records -> records.forEach(location -> {
                    log.died(location);
                    segment.keepDead(Location.segmentOf(location));
                }));
        // Copies that a compaction left behind or is about to leave.
        log.staleSegments().forEach(stale -> segment.keepDead(stale.number()));
    }
}
