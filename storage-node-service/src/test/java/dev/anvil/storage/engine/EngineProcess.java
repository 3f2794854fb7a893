package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that writes and deletes shards on a real drive until it is killed, and says on its output what was acknowledged:
 * {@code + id} before a deletion is asked for at the latest, {@code ? id} when it is, {@code - id} when it is durable.
 */
final class EngineProcess {
    static final int WRITERS = 8;
    static final int KEPT_PER_WRITER = 50;
    static final DriveSettings SETTINGS = new DriveSettings(
            4 << 20, 1 << 20, 1 << 20, 0, 4096, Duration.ofMinutes(10), 0.3, 1L << 30, Duration.ofMillis(50));

    private EngineProcess() {}

    public static void main(String[] args) throws Exception {
        FolderDisk disk = new FolderDisk(Path.of(args[0]), true);
        Superblock superblock = new SuperblockStore(disk).read().orElseThrow();
        Drive drive = Drive.open(
                disk, superblock, SETTINGS, ScrubSettings.DEFAULTS, InstantSource.system(), new SplittableRandom());
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        for (int i = 0; i < WRITERS; i++) {
            Thread.ofPlatform().start(() -> write(drive, out));
        }
    }

    private static void write(Drive drive, PrintStream out) {
        SplittableRandom random = new SplittableRandom();
        Deque<ShardId> mine = new ArrayDeque<>();
        while (true) {
            ShardId id = ShardId.create(Instant.now());
            int units = random.nextInt(5) == 0 ? random.nextInt(2, 5) : 1;
            int length = random.nextInt(1, 60_000);
            for (int stripe = 0; stripe < units - 1; stripe++) {
                drive.append(id, Unit.of(stripe, content(id, stripe, length)));
            }
            drive.appendLast(id, Unit.of(units - 1, content(id, units - 1, length)), (long) units * length)
                    .join();
            out.println("+ " + id);
            mine.add(id);
            if (mine.size() > KEPT_PER_WRITER) {
                ShardId old = mine.removeFirst();
                out.println("? " + old);
                drive.delete(List.of(old)).join();
                out.println("- " + old);
            }
        }
    }

    /** What the unit must hold, known from its name alone. */
    static ByteBuffer content(ShardId id, int stripe, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(id.value().getLeastSignificantBits() + stripe).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
