package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import dev.anvil.storage.engine.StorageFailure.UnitCorrupt;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One drive with its shards: the door to this package. Safe for any number of threads; buffers that are handed in are free
 * again when the call returns.
 */
public final class Drive implements AutoCloseable {
    private final Disk disk;
    private final DriveSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final ShardIndex index = new ShardIndex();
    private final DriveHealth health;
    private final SegmentLog log;
    private final GroupCommit commits;
    private final ShardWriter writer;
    private final ShardDeletion deletion;
    private final ShardReader reader;
    private final Compaction compaction;
    private final List<String> damages;

    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread syncer;
    private @Nullable Thread maintainer;
    private volatile Superblock superblock;

    private Drive(Disk disk, Superblock superblock, DriveSettings settings, InstantSource clock, RandomGenerator random)
            throws IOException {
        this.disk = disk;
        this.superblock = superblock;
        this.settings = settings;
        health = new DriveHealth(superblock.drive() + " (" + disk + ")");
        log = new SegmentLog(disk, superblock.drive(), settings, random);
        Recovery recovery = new Recovery(disk, superblock.drive(), log, index);
        recovery.run();
        damages = recovery.damages();
        commits = new GroupCommit(log, health, lock, settings.syncEveryBytes());
        Appender appender = new Appender(log, commits, health, new SpaceGuard(disk, settings.reserveBytes()));
        writer = new ShardWriter(log, appender, commits, index, settings, clock);
        deletion = new ShardDeletion(log, appender, commits, index, writer);
        reader = new ShardReader(log, index, health);
        compaction = new Compaction(
                log,
                appender,
                commits,
                index,
                writer,
                deletion,
                health,
                lock,
                settings.compactAtDeadRatio(),
                this::pauseAfter);
    }

    /** Opens the drive and starts its two threads: the one that syncs and the one that tidies up. */
    public static Drive open(
            Disk disk, Superblock superblock, DriveSettings settings, InstantSource clock, RandomGenerator random)
            throws IOException {
        Drive drive = openWithoutThreads(disk, superblock, settings, clock, random);
        String name = superblock.drive().toString();
        drive.syncer = Thread.ofPlatform().daemon().name("sync-" + name).start(drive::syncLoop);
        drive.maintainer = Thread.ofPlatform().daemon().name("tidy-" + name).start(drive::maintenanceLoop);
        return drive;
    }

    /** For simulations, which call {@link #commit()} and {@link #maintain()} themselves. */
    static Drive openWithoutThreads(
            Disk disk, Superblock superblock, DriveSettings settings, InstantSource clock, RandomGenerator random)
            throws IOException {
        return new Drive(disk, superblock, settings, clock, random);
    }

    public Superblock superblock() {
        return superblock;
    }

    /**
     * Appends the next unit of a shard, the first one opens it. Nothing is promised until the shard is sealed.
     *
     * @throws StorageFailure when it was not appended; the shard is not open any more then
     */
    public void append(ShardId shard, Unit unit) {
        RecordHeader header = checkedHeader(RecordType.UNIT, shard, unit);
        locked(() -> {
            writer.append(shard, header, unit.data());
            return true;
        });
    }

    /** Appends a shard's last unit and seals it in one write. Completes when the shard is durable and readable. */
    public CompletableFuture<Void> appendLast(ShardId shard, Unit unit, long length) {
        RecordHeader header = checkedHeader(RecordType.LAST_UNIT, shard, unit);
        return locked(() -> writer.appendLast(shard, length, header, unit.data()));
    }

    /**
     * Seals a shard that has this many units and bytes. Completes when the shard is durable and readable.
     *
     * @throws StorageFailure when it does not fit what was appended, or was not written; the shard is not open any more then
     */
    public CompletableFuture<Void> seal(ShardId shard, int units, long length) {
        return locked(() -> writer.seal(shard, units, length));
    }

    /** Gives up a shard that is being written. */
    public void abort(ShardId shard) {
        locked(() -> {
            writer.abort(shard);
            return true;
        });
    }

    /**
     * Deletes shards, open ones too. Completes when none can come back, with how many there were; unknown ones are deleted
     * already.
     */
    public CompletableFuture<Integer> delete(Collection<ShardId> shards) {
        return locked(() -> deletion.delete(shards));
    }

    /** How many units the sealed shard has. */
    public int units(ShardId shard) {
        return reader.units(shard);
    }

    /** One unit, verified. */
    public Unit read(ShardId shard, int stripe) {
        return reader.read(shard, stripe);
    }

    public boolean contains(ShardId shard) {
        return index.contains(shard);
    }

    /**
     * A page of the sealed shards in the order of their ids. A shard that is there all the while is listed exactly once.
     *
     * @param after the last shard of the page before
     */
    public List<SealedShard> list(Optional<ShardId> after, int limit) {
        return index.page(after.orElse(null), limit);
    }

    /** Remembers whose shards these are; refused when they are another catalogue's. */
    public synchronized void belongTo(UUID catalogue, long epoch) throws IOException {
        Superblock current = superblock;
        if (current.catalogue().isPresent() && !current.catalogue().get().equals(catalogue)) {
            throw new DriveRefused("drive " + current.drive() + " belongs to catalogue "
                    + current.catalogue().get() + ", not to " + catalogue);
        }
        Superblock next = new Superblock(
                current.drive(), current.node(), Optional.of(catalogue), Math.max(epoch, current.epoch()));
        if (!next.equals(current)) {
            new SuperblockStore(disk).write(next);
            superblock = next;
        }
    }

    /** Takes no lock: a drive that hangs must not silence the node's heartbeat. */
    public DriveStatus status() {
        long usable = 0;
        long total = 0;
        try {
            usable = Math.max(0, disk.usableBytes() - settings.reserveBytes());
            total = disk.totalBytes();
        } catch (IOException e) {
            var unused = health.fail("asking for free space", e);
        }
        return new DriveStatus(
                index.size(),
                writer.openShards(),
                log.all().size(),
                index.bytes(),
                log.bytes(),
                usable,
                total,
                reader.corruptions(),
                health.reason(),
                damages);
    }

    /** Syncs what is pending and closes. Open shards vanish. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        commits.close();
        join(maintainer);
        join(syncer);
        if (!health.isFailed()) {
            commits.commit();
        }
        log.close();
    }

    void commit() {
        commits.commit();
    }

    /** One round of tidying up: open shards that are idle for too long, dead segments, then one compaction at most. */
    boolean maintain() {
        requireStillThere();
        locked(() -> {
            writer.expireIdle();
            return true;
        });
        compaction.dropDead();
        boolean compacted = compaction.compactOne();
        if (compacted) {
            compaction.dropDead();
        }
        return compacted;
    }

    /** Open files outlive their folder; without this look a drive that was pulled would take writes until the restart. */
    private void requireStillThere() {
        try {
            Optional<Superblock> found = new SuperblockStore(disk).read();
            if (found.isEmpty() || !found.get().drive().equals(superblock.drive())) {
                throw new IOException("the folder has vanished or holds another drive");
            }
        } catch (IOException e) {
            throw health.fail("look at the superblock", e);
        }
    }

    /** Checksums outside of the lock. */
    private RecordHeader checkedHeader(RecordType type, ShardId shard, Unit unit) {
        try {
            RecordHeader header = RecordHeader.of(type, shard, unit.stripe(), unit.data());
            if (header.payloadCrc() != unit.crc()) {
                throw new UnitCorrupt(shard, unit.stripe());
            }
            return header;
        } catch (StorageFailure e) {
            abort(shard);
            throw e;
        }
    }

    private void syncLoop() {
        while (commits.awaitWork()) {
            commits.commit();
        }
    }

    private void maintenanceLoop() {
        while (!closesWithin(settings.maintenanceInterval().toNanos()) && !health.isFailed()) {
            try {
                boolean more = maintain();
                while (more && closing.getCount() > 0) {
                    more = maintain();
                }
            } catch (StorageFailure e) {
                // A failure of the drive is kept in its health; a full drive is tried again at the next round.
                continue;
            }
        }
    }

    private boolean pauseAfter(long copiedBytes) {
        return !closesWithin(copiedBytes * TimeUnit.SECONDS.toNanos(1) / settings.compactionBytesPerSecond());
    }

    private boolean closesWithin(long nanos) {
        try {
            return closing.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody interrupts the drive's own thread; if somebody does, it is to end.
            return true;
        }
    }

    private static void join(@Nullable Thread thread) {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
