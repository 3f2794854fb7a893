package dev.anvil.storage.engine;

import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.CatalogueWentBack;
import dev.anvil.storage.engine.StorageFailure.DriveForeign;
import dev.anvil.storage.engine.StorageFailure.UnitCorrupt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    /** Nothing is scrubbed in the first moments, when everybody wants to read. */
    private static final Duration SCRUB_LOOK = Duration.ofSeconds(10);

    private final Disk disk;
    private final DriveSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final ShardIndex index = new ShardIndex();
    private final DriveHealth health;
    private final SpareFiles spares;
    private final SegmentLog log;
    private final GroupCommit commits;
    private final ShardWriter writer;
    private final ShardDeletion deletion;
    private final ShardReader reader;
    private final Compaction compaction;
    private final List<String> damages;
    private final Quarantine quarantine = new Quarantine();
    private final InstantSource clock;
    private final ScrubSettings scrubSettings;
    private final Scrub scrub;
    private final DriveThreads threads;

    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread syncer;
    private @Nullable Thread maintainer;
    private @Nullable Thread preparer;
    private @Nullable Thread scrubber;
    private volatile Superblock superblock;

    private Drive(
            Disk disk,
            Superblock superblock,
            DriveSettings settings,
            ScrubSettings scrubSettings,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        this.disk = disk;
        this.superblock = superblock;
        this.settings = settings;
        this.clock = clock;
        this.scrubSettings = scrubSettings;
        health = new DriveHealth(superblock.drive() + " (" + disk + ")");
        threads = new DriveThreads(superblock.drive().toString());
        spares = new SpareFiles(disk, settings.segmentBytes(), settings.reserveBytes());
        spares.adopt();
        log = new SegmentLog(disk, superblock.drive(), settings, random, spares);
        Recovery recovery = new Recovery(disk, superblock.drive(), log, index, quarantine);
        recovery.run();
        damages = recovery.damages();
        commits = new GroupCommit(log, health, lock, settings.syncEveryBytes());
        Appender appender = new Appender(log, commits, health, new SpaceGuard(disk, settings.reserveBytes()));
        writer = new ShardWriter(log, appender, commits, index, settings, clock);
        deletion = new ShardDeletion(log, appender, commits, index, writer, quarantine);
        reader = new ShardReader(log, index, health, quarantine);
        scrub = new Scrub(disk, index, reader, scrubSettings, clock);
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

    /** Opens the drive and starts its threads: one syncs, one tidies up, one prepares files, one looks for damage. */
    public static Drive open(
            Disk disk,
            Superblock superblock,
            DriveSettings settings,
            ScrubSettings scrubSettings,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        Drive drive = new Drive(disk, superblock, settings, scrubSettings, clock, random);
        String name = superblock.drive().toString();
        drive.syncer = Thread.ofPlatform().daemon().name("sync-" + name).start(drive::syncLoop);
        drive.maintainer = Thread.ofPlatform().daemon().name("tidy-" + name).start(drive::maintenanceLoop);
        drive.preparer = Thread.ofPlatform().daemon().name("prepare-" + name).start(drive::prepareLoop);
        if (!scrubSettings.isOff()) {
            drive.scrubber = Thread.ofPlatform().daemon().name("scrub-" + name).start(drive::scrubLoop);
        }
        return drive;
    }

    /** For simulations, which call {@link #commit()}, {@link #maintain()}, {@link #prepare()} and {@link #scrub()} themselves. */
    static Drive openWithoutThreads(
            Disk disk, Superblock superblock, DriveSettings settings, InstantSource clock, RandomGenerator random)
            throws IOException {
        return new Drive(disk, superblock, settings, ScrubSettings.DEFAULTS, clock, random);
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
        written(() -> {
            writer.append(shard, header, unit.data());
            return true;
        });
    }

    /** Appends a shard's last unit and seals it in one write. Completes when the shard is durable and readable. */
    public CompletableFuture<Void> appendLast(ShardId shard, Unit unit, long length) {
        RecordHeader header = checkedHeader(RecordType.LAST_UNIT, shard, unit);
        return written(() -> writer.appendLast(shard, length, header, unit.data()));
    }

    /**
     * Seals a shard that has this many units and bytes. Completes when the shard is durable and readable.
     *
     * @throws StorageFailure when it does not fit what was appended, or was not written; the shard is not open any more then
     */
    public CompletableFuture<Void> seal(ShardId shard, int units, long length) {
        return written(() -> writer.seal(shard, units, length));
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
        return written(() -> deletion.delete(shards));
    }

    /** How many units the sealed shard has. */
    public int units(ShardId shard) {
        return reader.units(shard);
    }

    /** One unit, verified. */
    public Unit read(ShardId shard, int stripe) {
        return read(shard, stripe, ByteBuffer::allocate);
    }

    /** One unit, verified, in a buffer from the caller's. */
    public Unit read(ShardId shard, int stripe, ReadBuffers buffers) {
        return threads.reading(() -> reader.read(shard, stripe, buffers));
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

    /** Those of the shards that are not here, or not whole. */
    public List<ShardId> missing(Collection<ShardId> shards) {
        return shards.stream()
                .filter(shard -> !index.contains(shard) || quarantine.contains(shard))
                .toList();
    }

    /** Shards that are known to be broken and were not deleted yet. */
    public List<ShardId> corrupt(int limit) {
        return quarantine.first(limit);
    }

    /** For those who write: the first catalogue that does makes the drive its own, and the drive keeps its highest epoch. */
    public void belongTo(CatalogueStamp stamp) {
        requireOf(stamp);
        Superblock current = superblock;
        if (current.catalogue().isEmpty() || stamp.epoch() > current.epoch()) {
            remember(stamp);
        }
    }

    /** For those who read: refused when the drive is another catalogue's. */
    public void requireOf(CatalogueStamp stamp) {
        Superblock current = superblock;
        if (current.catalogue().isPresent() && !current.catalogue().get().equals(stamp.catalogue())) {
            throw new DriveForeign("drive " + current.drive() + " belongs to catalogue "
                    + current.catalogue().get() + ", not to " + stamp.catalogue()
                    + "; a drive that is to change hands is emptied first");
        }
    }

    /** For those who delete what the catalogue does not name: refused when the catalogue knows less than it once did. */
    public void requireUpToDate(CatalogueStamp stamp) {
        belongTo(stamp);
        long seen = superblock.epoch();
        if (stamp.epoch() < seen) {
            throw new CatalogueWentBack("drive " + superblock.drive() + " has seen epoch " + seen
                    + " of its catalogue, which is at " + stamp.epoch()
                    + " now: it was restored from a backup and may not know all shards; nothing is deleted");
        }
    }

    private synchronized void remember(CatalogueStamp stamp) {
        Superblock current = superblock;
        requireOf(stamp);
        Superblock next = new Superblock(
                current.drive(),
                current.node(),
                Optional.of(stamp.catalogue()),
                Math.max(stamp.epoch(), current.epoch()));
        if (!next.equals(current)) {
            health.requireWritable();
            try {
                new SuperblockStore(disk).write(next);
                superblock = next;
            } catch (DiskFullException e) {
                // A drive that has no room for a line will refuse the rest by itself.
                return;
            } catch (IOException e) {
                throw health.fail("writing the superblock", e);
            }
        }
    }

    /** Takes no lock: a drive that hangs must not silence the node's heartbeat. */
    public DriveStatus status() {
        long usable = 0;
        long total = 0;
        try {
            usable = Math.max(0, disk.usableBytes() - settings.reserveBytes() + spares.bytes());
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
                quarantine.size(),
                scrub.verifiedBytes(),
                scrub.finished(),
                health.reason(),
                damages);
    }

    /** Syncs what is pending and closes. Open shards vanish. */
    @Override
    public void close() throws IOException {
        closing.countDown();
        commits.close();
        spares.close();
        join(maintainer);
        join(preparer);
        join(scrubber);
        join(syncer);
        threads.close();
        if (!health.isFailed()) {
            commits.commit();
        }
        log.close();
    }

    /** A walk of its own, for tests. */
    Scrub newScrub(ScrubSettings pace) {
        return new Scrub(disk, index, reader, pace, clock);
    }

    /** One whole walk over the drive, as fast as it goes. */
    void scrub() {
        scrub.walk(bytes -> true);
    }

    void commit() {
        commits.commit();
    }

    /** A file for the next segment, if one is wanted. */
    void prepare() {
        health.requireWritable();
        try {
            spares.prepareWanted();
        } catch (IOException e) {
            throw health.fail("preparing a file", e);
        }
    }

    /** One round of tidying up: open shards that are idle for too long, dead segments, then one compaction at most. */
    boolean maintain() {
        requireStillThere();
        giveBackSpares();
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
            Optional<Superblock> found = new SuperblockStore(disk).readOrRestore(superblock);
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

    private void giveBackSpares() {
        try {
            spares.giveBackWhenTight();
        } catch (IOException e) {
            throw health.fail("deleting a spare file", e);
        }
    }

    private void prepareLoop() {
        try {
            while (spares.awaitWanted()) {
                prepare();
            }
        } catch (StorageFailure e) {
            // The drive has failed, and its health knows.
            return;
        } catch (InterruptedException e) {
            // Nobody interrupts the drive's own thread; if somebody does, it is to end.
            Thread.currentThread().interrupt();
        }
    }

    private void scrubLoop() {
        while (!closesWithin(Math.max(SCRUB_LOOK.toNanos(), scrub.dueIn().toNanos())) && !health.isFailed()) {
            try {
                scrub.walk(
                        bytes -> !closesWithin(bytes * TimeUnit.SECONDS.toNanos(1) / scrubSettings.bytesPerSecond()));
            } catch (StorageFailure e) {
                // The drive has failed, and its health knows.
                return;
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

    private <T> T written(Supplier<T> action) {
        return threads.writing(lock, action);
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
