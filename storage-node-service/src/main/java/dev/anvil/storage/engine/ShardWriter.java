package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.DriveBusy;
import dev.anvil.storage.engine.StorageFailure.ShardNotOpen;
import dev.anvil.storage.engine.StorageFailure.ShardRefused;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shards that are being written. Under the drive's lock.
 *
 * <pre>
 * (nothing) -- first unit --> open -- seal --> sealing -- group commit --> sealed, in the index
 *                              `-- abort, failure, idle for too long, restart --> (nothing)
 * </pre>
 */
final class ShardWriter {
    private final SegmentLog log;
    private final Appender appender;
    private final GroupCommit commits;
    private final ShardIndex index;
    private final DriveSettings settings;
    private final InstantSource clock;
    /** Concurrent only so that it can be counted without the lock. */
    private final Map<ShardId, OpenShard> open = new ConcurrentHashMap<>();

    ShardWriter(
            SegmentLog log,
            Appender appender,
            GroupCommit commits,
            ShardIndex index,
            DriveSettings settings,
            InstantSource clock) {
        this.log = log;
        this.appender = appender;
        this.commits = commits;
        this.index = index;
        this.settings = settings;
        this.clock = clock;
    }

    /** Appends a unit whose header was made outside of the lock. */
    void append(ShardId shard, RecordHeader unit, ByteBuffer... payload) {
        addUnit(shard, openFor(shard, unit.number()), unit, payload);
    }

    CompletableFuture<Void> appendLast(ShardId shard, long length, RecordHeader unit, ByteBuffer... payload) {
        OpenShard target = openFor(shard, unit.number());
        requireLength(shard, length, target.bytes() + unit.length());
        addUnit(shard, target, unit.withTotal(length), payload);
        return publishWhenDurable(shard, target.sealedByLastUnit());
    }

    CompletableFuture<Void> seal(ShardId shard, int units, long length) {
        OpenShard target = open.get(shard);
        if (target == null && units == 0) {
            target = begin(shard);
        }
        if (target == null) {
            throw new ShardNotOpen(shard);
        }
        requireUnsealed(shard, target);
        if (target.units() != units) {
            abort(shard);
            throw new ShardRefused(shard, "has " + target.units() + " units, the seal is for " + units);
        }
        requireLength(shard, length, target.bytes());
        long seal = appendOrAbort(
                shard, RecordHeader.of(RecordType.SEAL, shard, units).withTotal(length));
        return publishWhenDurable(shard, target.sealedBy(seal));
    }

    /** Without effect on a shard that is sealed or about to be: that one is to be deleted. */
    void abort(ShardId shard) {
        OpenShard target = open.get(shard);
        if (target != null && !target.isSealing()) {
            open.remove(shard);
            target.forEach(log::died);
        }
    }

    boolean isSealing(ShardId shard) {
        OpenShard target = open.get(shard);
        return target != null && target.isSealing();
    }

    int openShards() {
        return open.size();
    }

    void expireIdle() {
        Instant limit = clock.instant().minus(settings.openShardLimit());
        Iterator<OpenShard> all = open.values().iterator();
        while (all.hasNext()) {
            OpenShard candidate = all.next();
            if (candidate.isIdleSince(limit)) {
                all.remove();
                candidate.forEach(log::died);
            }
        }
    }

    /** The segments with records of shards that are still written; they must stay as they are. */
    Set<Integer> segmentsInUse() {
        Set<Integer> numbers = new HashSet<>();
        open.values().forEach(shard -> shard.forEach(location -> numbers.add(Location.segmentOf(location))));
        return numbers;
    }

    private OpenShard openFor(ShardId shard, int stripe) {
        OpenShard target = open.get(shard);
        if (target == null && stripe == 0) {
            target = begin(shard);
        }
        if (target == null) {
            throw new ShardNotOpen(shard);
        }
        requireUnsealed(shard, target);
        if (target.units() != stripe) {
            abort(shard);
            throw new ShardRefused(shard, "unit " + stripe + " came where unit " + target.units() + " was due");
        }
        return target;
    }

    private OpenShard begin(ShardId shard) {
        if (index.contains(shard)) {
            throw new ShardRefused(shard, "is sealed already");
        }
        if (open.size() >= settings.maxOpenShards()) {
            throw new DriveBusy(open.size() + " shards are being written to this drive already");
        }
        OpenShard target = new OpenShard(clock.instant());
        open.put(shard, target);
        return target;
    }

    private static void requireUnsealed(ShardId shard, OpenShard target) {
        if (target.isSealing()) {
            throw new ShardRefused(shard, "is sealed already");
        }
    }

    private void requireLength(ShardId shard, long sealed, long written) {
        if (sealed != written) {
            abort(shard);
            throw new ShardRefused(shard, "has " + written + " bytes, the seal is for " + sealed);
        }
    }

    private void addUnit(ShardId shard, OpenShard target, RecordHeader unit, ByteBuffer... payload) {
        target.add(appendOrAbort(shard, unit, payload), unit.length(), clock.instant());
    }

    private long appendOrAbort(ShardId shard, RecordHeader header, ByteBuffer... payload) {
        try {
            long location = appender.append(header, payload);
            log.born(location);
            return location;
        } catch (StorageFailure e) {
            abort(shard);
            throw e;
        }
    }

    private CompletableFuture<Void> publishWhenDurable(ShardId shard, ShardRecords records) {
        return commits.whenDurable(() -> {
            open.remove(shard);
            index.add(shard, records);
        });
    }
}
