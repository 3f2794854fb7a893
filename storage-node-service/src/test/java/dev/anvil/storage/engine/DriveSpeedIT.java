package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine beside what the same disk gives without it, in one run. On request: {@code -Danvil.benchmark=true}; the folder is
 * {@code -Djava.io.tmpdir}'s.
 */
@EnabledIfSystemProperty(named = "anvil.benchmark", matches = "true")
class DriveSpeedIT {
    private static final int WRITERS = 16;
    private static final int SMALL = 16 << 10;
    private static final int LARGE = 1 << 20;
    private static final Duration TIME = Duration.ofSeconds(6);
    /** Below what a drive takes. */
    private static final int OPEN_AT_ONCE = 1_024;

    private static final int MANY = Integer.getInteger("anvil.many-shards", 1_000_000);

    @TempDir
    private Path folder;

    private interface Step {
        void write(int writer, int count) throws IOException;
    }

    @Test
    void smallShardsShareTheirSyncs() throws Exception {
        double apart = perSecond(Thread.ofPlatform(), this::fileOfItsOwn);
        double bare = bareGroupCommit();
        double engine;
        try (Drive drive = open("drive")) {
            byte[] bytes = new byte[SMALL];
            engine = perSecond(
                    Thread.ofVirtual(),
                    (writer, count) -> drive.appendLast(
                                    ShardId.create(Instant.now()), Unit.of(0, ByteBuffer.wrap(bytes)), SMALL)
                            .join());
        }
        System.out.printf(
                "16 writers of 16 KiB, durable, per second: a file each %.0f, bare group commit %.0f, engine %.0f"
                        + " (%.1f times a file each, %.2f of the bare loop)%n",
                apart, bare, engine, engine / apart, engine / bare);
    }

    @Test
    void largeRecordsAreAsFastAsTheDisk() throws Exception {
        long count = 512;
        byte[] bytes = new byte[LARGE];
        new SplittableRandom(1).nextBytes(bytes);
        double bare = 0;
        double engine = 0;
        for (int round = 0; round < 3; round++) {
            bare = Math.max(bare, bareWrite(count, bytes));
            try (Drive drive = open("large-" + round)) {
                long began = System.nanoTime();
                CompletableFuture<?> earlier = CompletableFuture.completedFuture(null);
                for (int i = 0; i < count / 32; i++) {
                    ShardId shard = ShardId.create(Instant.now());
                    for (int stripe = 0; stripe < 31; stripe++) {
                        drive.append(shard, Unit.of(stripe, ByteBuffer.wrap(bytes)));
                    }
                    // As where two uploads come at once: the next shard's bytes come while the last one's are synced.
                    earlier.join();
                    earlier = drive.appendLast(shard, Unit.of(31, ByteBuffer.wrap(bytes)), 32L * LARGE);
                }
                earlier.join();
                engine = Math.max(engine, count * (double) LARGE / (System.nanoTime() - began) * 1e3);
            }
        }
        System.out.printf(
                "1 MiB records, MB/s: write and one sync at the end %.0f, engine with 32 MiB shards %.0f (%.2f)%n",
                bare, engine, engine / bare);
    }

    @Test
    void aMillionShardsAreThereAgainAtOnce() throws Exception {
        Superblock superblock = Superblock.fresh(NodeId.create());
        long heapBefore = heap();
        fill(superblock);
        long began = System.nanoTime();
        try (Drive drive = open("many", superblock)) {
            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(drive.status().shards()).isEqualTo(MANY);
            System.out.printf(
                    "%d shards: open again after %.2f s, %d bytes of heap each%n",
                    MANY, seconds, (heap() - heapBefore) / MANY);
        }
    }

    /** Apart, so that nothing refers to the drive any more when the heap is looked at. */
    private void fill(Superblock superblock) throws IOException, InterruptedException {
        byte[] bytes = new byte[100];
        try (Drive drive = open("many", superblock)) {
            Semaphore open = new Semaphore(OPEN_AT_ONCE);
            for (int i = 0; i < MANY; i++) {
                open.acquire();
                var unused = drive.appendLast(
                                ShardId.create(Instant.now()), Unit.of(0, ByteBuffer.wrap(bytes)), bytes.length)
                        .whenComplete((done, failure) -> open.release());
            }
            open.acquire(OPEN_AT_ONCE);
        }
    }

    private void fileOfItsOwn(int writer, int count) throws IOException {
        Path temporary = folder.resolve("shard-" + writer + "-" + count + ".tmp");
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(SMALL));
            file.force(false);
        }
        Files.move(temporary, folder.resolve("shard-" + writer + "-" + count));
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Nothing but appends to a prepared file and one sync for all who wait. */
    private double bareGroupCommit() throws Exception {
        try (FileChannel file =
                FileChannel.open(folder.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 512; i++) {
                file.write(ByteBuffer.allocate(LARGE));
            }
            file.force(true);
            file.position(0);
            ReentrantLock appending = new ReentrantLock();
            ReentrantLock syncing = new ReentrantLock();
            long[] appended = {0};
            long[] synced = {0};
            return perSecond(Thread.ofPlatform(), (writer, count) -> {
                long mine;
                appending.lock();
                try {
                    if (file.position() + SMALL > 512L * LARGE) {
                        file.position(0);
                    }
                    file.write(ByteBuffer.allocate(SMALL));
                    mine = ++appended[0];
                } finally {
                    appending.unlock();
                }
                syncing.lock();
                try {
                    if (synced[0] < mine) {
                        appending.lock();
                        long upTo = appended[0];
                        appending.unlock();
                        file.force(false);
                        synced[0] = upTo;
                    }
                } finally {
                    syncing.unlock();
                }
            });
        }
    }

    private double bareWrite(long count, byte[] bytes) throws IOException {
        Path path = folder.resolve("bare-large");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                file.write(ByteBuffer.wrap(bytes));
            }
            file.force(false);
            return count * (double) LARGE / (System.nanoTime() - began) * 1e3;
        } finally {
            Files.delete(path);
        }
    }

    /** @param kind of the writers: what waits for a drive in this suite is a virtual thread; what is in a file's sync cannot be one */
    private static double perSecond(Thread.Builder kind, Step step) throws InterruptedException {
        LongAdder done = new LongAdder();
        AtomicInteger turn = new AtomicInteger();
        long began = System.nanoTime();
        long end = began + TIME.toNanos();
        try (ExecutorService writers = Executors.newThreadPerTaskExecutor(kind.factory())) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int mine = writer;
                writers.execute(() -> {
                    try {
                        while (System.nanoTime() < end) {
                            step.write(mine, turn.getAndIncrement());
                            done.increment();
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
            writers.shutdown();
            assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        return done.sum() / ((System.nanoTime() - began) / 1e9);
    }

    private Drive open(String name) throws IOException {
        return open(name, Superblock.fresh(NodeId.create()));
    }

    private Drive open(String name, Superblock superblock) throws IOException {
        Path path = Files.createDirectories(folder.resolve(name));
        FolderDisk disk = new FolderDisk(path, true);
        SuperblockStore store = new SuperblockStore(disk);
        if (store.read().isEmpty()) {
            store.write(superblock);
        }
        return Drive.open(
                disk,
                superblock,
                DriveSettings.DEFAULTS,
                new ScrubSettings(0, Duration.ofDays(1)),
                InstantSource.system(),
                new SplittableRandom(3));
    }

    private static long heap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
