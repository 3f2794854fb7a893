package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Frees the space of dead records: drops segments in which nothing is alive, and copies what is alive in mostly dead ones to
 * the log's end. Copies are durable and published before the old segment goes. A copy that is cut off at any point does no
 * harm: the segment is marked stale, at the next start too, and is compacted again.
 */
final class Compaction {
    private static final long COMMIT_EVERY_BYTES = 8 << 20;

    private final SegmentLog log;
    private final Appender appender;
    private final GroupCommit commits;
    private final ShardIndex index;
    private final ShardWriter writer;
    private final ShardDeletion deletion;
    private final DriveHealth health;
    private final ReentrantLock lock;
    private final double compactAtDeadRatio;
    private final Pace pace;

    /** Lets others at the drive. Says false when the drive is being closed. */
    interface Pace {
        boolean goOnAfter(long copiedBytes);
    }

    Compaction(
            SegmentLog log,
            Appender appender,
            GroupCommit commits,
            ShardIndex index,
            ShardWriter writer,
            ShardDeletion deletion,
            DriveHealth health,
            ReentrantLock lock,
            double compactAtDeadRatio,
            Pace pace) {
        this.log = log;
        this.appender = appender;
        this.commits = commits;
        this.index = index;
        this.writer = writer;
        this.deletion = deletion;
        this.health = health;
        this.lock = lock;
        this.compactAtDeadRatio = compactAtDeadRatio;
        this.pace = pace;
    }

    /** Drops what is dead; each drop may be what another segment waited for. */
    void dropDead() {
        Optional<Segment> dead = takeDead();
        while (dead.isPresent()) {
            Segment segment = dead.get();
            health.requireWritable();
            try {
                log.drop(segment);
            } catch (IOException e) {
                throw health.fail("dropping " + segment.name(), e);
            }
            locked(() -> log.forget(segment));
            dead = takeDead();
        }
    }

    /** Compacts the segment that is worth it most; false when none is. */
    boolean compactOne() {
        Optional<Segment> victim = takeVictim();
        victim.ifPresent(this::compact);
        return victim.isPresent();
    }

    private Optional<Segment> takeDead() {
        lock.lock();
        try {
            Optional<Segment> dead = log.all().stream()
                    .filter(Segment::isDead)
                    .filter(this::isBegun)
                    .findAny();
            dead.filter(segment -> segment == log.active()).ifPresent(segment -> log.abandonActive());
            return dead;
        } finally {
            lock.unlock();
        }
    }

    private boolean isBegun(Segment segment) {
        return segment != log.active() || segment.end() > RecordHeader.SIZE;
    }

    private Optional<Segment> takeVictim() {
        lock.lock();
        try {
            Set<Integer> inUse = writer.segmentsInUse();
            Optional<Segment> victim = log.all().stream()
                    .filter(segment -> segment != log.active() && !segment.isDamaged() && !segment.isDead())
                    .filter(segment -> !segment.hasPendingDeletions() && !inUse.contains(segment.number()))
                    .filter(segment -> segment.isStale() || segment.deadRatio() >= compactAtDeadRatio)
                    .min(Comparator.comparing(Segment::liveBytes));
            victim.ifPresent(log::markStale);
            return victim;
        } finally {
            lock.unlock();
        }
    }

    private void compact(Segment victim) {
        try {
            List<SegmentEntry> listed = SegmentFooter.readFrom(victim.file(), victim.salt());
            List<SegmentEntry> entries =
                    listed != null ? listed : SegmentScan.of(victim).entries();
            long uncommitted = 0;
            for (SegmentEntry entry : entries) {
                long copied = copyIfAlive(victim, entry);
                uncommitted += copied;
                if (uncommitted >= COMMIT_EVERY_BYTES) {
                    commits.commit();
                    uncommitted = 0;
                }
                if (copied > 0 && !pace.goOnAfter(copied)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw health.fail("compaction of " + victim.name(), e);
        }
        // After this everything that was copied is durable and published, so the segment is dead but for what could not
        // be
        // read. If the sync failed, whoever waited knows; nobody waits for the copies of deletions.
        commits.commit();
        health.requireWritable();
        locked(() -> {
            if (!victim.isDamaged()) {
                victim.keepsDead().clear();
            }
        });
    }

    private long copyIfAlive(Segment victim, SegmentEntry entry) throws IOException {
        if (entry.type() == RecordType.DELETE) {
            return copyDeletion(victim, entry);
        }
        ShardId shard = entry.shard();
        long from = entry.locationIn(victim).pack();
        if (!isAlive(shard, from)) {
            return 0;
        }
        ByteBuffer record = victim.read(entry.offset(), entry.recordSize(), ByteBuffer::allocate);
        RecordHeader header = record == null ? null : RecordHeader.decode(record, victim.salt(), entry.offset());
        if (record == null || header == null || header.recordSize() != entry.recordSize()) {
            victim.markDamaged();
            return 0;
        }
        ByteBuffer payload = record.slice(RecordHeader.SIZE, header.length());
        if (!header.matches(payload)) {
            victim.markDamaged();
            return 0;
        }
        return locked(() -> isAlive(shard, from) ? copy(shard, from, header, payload) : 0L);
    }

    /** A shard whose deletion is on its way must not get a copy behind that deletion. */
    private boolean isAlive(ShardId shard, long location) {
        return !deletion.isPending(shard)
                && index.find(shard)
                        .filter(records -> records.contains(location))
                        .isPresent();
    }

    private long copy(ShardId shard, long from, RecordHeader header, ByteBuffer payload) {
        long to = appender.appendFromReserve(header, payload);
        log.born(to);
        var unused = commits.whenDurable(() -> {
            index.move(shard, from, to);
            log.died(from);
        });
        return Location.sizeOf(to);
    }

    private long copyDeletion(Segment victim, SegmentEntry entry) {
        return locked(() -> {
            Set<Integer> needed = new HashSet<>(victim.keepsDead());
            if (needed.isEmpty()) {
                return 0L;
            }
            long to = appender.appendFromReserve(RecordHeader.of(RecordType.DELETE, entry.shard(), 0));
            Segment target = log.segmentOf(to);
            target.addDeletion();
            needed.forEach(target::keepDead);
            target.keepDead(victim.number());
            return (long) Location.sizeOf(to);
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
