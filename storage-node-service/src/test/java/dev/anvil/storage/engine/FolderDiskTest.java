package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of a real file system, with large writes that leave the page cache out and with none that do. */
class FolderDiskTest {
    @TempDir
    Path folder;

    /**
     * Appends of every size and alignment, to a new file and to one that had a life before, zeros written ahead and written over,
     * one behind the other and read back meanwhile.
     */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 20000001", "false, 20000001"})
    void whatIsAppendedIsThere(boolean pastTheCache, int bytesOfEarlier) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] expected = new byte[48 << 20];
        int end = 0;
        byte[] earlier = new byte[bytesOfEarlier];
        random.nextBytes(earlier);
        Files.write(folder.resolve("file"), earlier);
        try (DiskFile file = new FolderDisk(folder, pastTheCache).reopen("file")) {
            while (end < expected.length - (3 << 20)) {
                if (random.nextInt(8) == 0) {
                    file.prepare(end, ByteBuffer.allocateDirect(random.nextInt(1 << 20)));
                }
                int length = 1 + random.nextInt(random.nextBoolean() ? 9_000 : 2_500_000);
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                file.write(end, cut(bytes, random));
                System.arraycopy(bytes, 0, expected, end, length);
                end += length;
                if (random.nextInt(4) == 0) {
                    file.sync();
                }
                int from = random.nextInt(end);
                ByteBuffer read = ByteBuffer.allocate(random.nextInt(Math.min(end - from, 300_000) + 1));
                file.read(from, read);
                assertThat(read.flip())
                        .as("seed %d, from %d", seed, from)
                        .isEqualTo(ByteBuffer.wrap(expected, from, read.limit()));
            }
            file.truncate(end);
            file.sync();
        }
        assertThat(ByteBuffer.wrap(Files.readAllBytes(folder.resolve("file"))))
                .as("seed %d", seed)
                .isEqualTo(ByteBuffer.wrap(expected, 0, end));
    }

    /** Or the small writes that follow would each wait for the drive to read the page that they are a part of. */
    @Test
    void whatIsWrittenOverIsNotReadBefore() throws Exception {
        FolderDisk disk = new FolderDisk(folder, true);
        try (DiskFile file = disk.create("spare")) {
            file.write(0, ByteBuffer.allocateDirect(4 << 20));
            file.sync();
        }
        assumeTrue(cachedOf("spare") == 0, "the file system has no writes past the page cache");
        byte[] bytes = new byte[5_000];
        Arrays.fill(bytes, (byte) 7);
        try (DiskFile file = disk.reopen("spare")) {
            long before = bytesReadFromDrives();
            for (int i = 0; i < 200; i++) {
                file.write(i * 5_000L, ByteBuffer.wrap(bytes));
            }
            file.sync();
            assertThat(bytesReadFromDrives() - before).isLessThan(200 << 10);
            ByteBuffer all = ByteBuffer.allocate(200 * 5_000 + 5_000);
            file.read(0, all);
            assertThat(all.get(200 * 5_000 - 1)).isEqualTo((byte) 7);
            assertThat(all.get(200 * 5_000)).isZero();
            assertThat(file.size()).isEqualTo(4 << 20);
        }
    }

    private static long bytesReadFromDrives() throws IOException {
        Path counters = Path.of("/proc/self/io");
        assumeTrue(Files.isReadable(counters), "no counters of this process");
        return Files.readAllLines(counters).stream()
                .filter(line -> line.startsWith("read_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private static ByteBuffer[] cut(byte[] bytes, SplittableRandom random) {
        List<ByteBuffer> parts = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int count = Math.min(bytes.length - at, 1 + random.nextInt(700_000));
            parts.add(ByteBuffer.wrap(bytes, at, count).slice());
            at += count;
        }
        return parts.toArray(ByteBuffer[]::new);
    }

    @Test
    void wholeBlocksOfLargeWritesLeaveThePageCacheOut() throws Exception {
        Path file = folder.resolve("file");
        Files.createFile(file);
        try (DirectChannel direct = DirectChannel.open(file, new Staging())) {
            assumeTrue(direct != null, "the file system of " + folder + " has no writes past the page cache");
        }
        assertThat(cachedAfterWriting(true)).isLessThan(1 << 20);
        assertThat(cachedAfterWriting(false)).isGreaterThan(7 << 20);
    }

    /** Or the small writes that follow would each wait for the drive to read the page that they are a part of. */
    @Test
    void whatIsPreparedStaysInMemory() throws Exception {
        try (DiskFile file = new FolderDisk(folder, true).create("prepared")) {
            file.prepare(100, ByteBuffer.allocate(4 << 20));
            file.sync();
        }
        assertThat(cachedOf("prepared")).isGreaterThan(4 << 20);
    }

    private long cachedAfterWriting(boolean pastTheCache) throws Exception {
        String name = "cached-" + pastTheCache;
        try (DiskFile file = new FolderDisk(folder, pastTheCache).create(name)) {
            file.write(0, ByteBuffer.allocate(100));
            for (int i = 0; i < 32; i++) {
                file.write(100 + i * (256L << 10), ByteBuffer.allocate(256 << 10));
            }
            file.sync();
        }
        return cachedOf(name);
    }

    /** Bytes of a file that the kernel holds in memory, as util-linux tells it. */
    private long cachedOf(String name) throws Exception {
        // Through a shell: where there is no such command the test is left out, too.
        Process fincore = new ProcessBuilder(
                        "sh", "-c", "fincore --bytes --noheadings --output RES '" + folder.resolve(name) + "'")
                .redirectErrorStream(true)
                .start();
        String said = new String(fincore.getInputStream().readAllBytes()).strip();
        assumeTrue(fincore.waitFor() == 0, said);
        return Long.parseLong(said);
    }
}
