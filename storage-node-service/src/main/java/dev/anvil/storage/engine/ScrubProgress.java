package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How far the walk over a drive has come, kept on the drive as one line of text. Only a hint: where it is lost or broken, the walk
 * begins anew.
 *
 * @param after the last shard that was verified in the walk that is under way; none between walks
 * @param finished when the last whole walk ended
 */
record ScrubProgress(Optional<ShardId> after, Instant finished) {
    static final ScrubProgress NONE = new ScrubProgress(Optional.empty(), Instant.EPOCH);

    private static final String PREFIX = "scrub-";
    private static final int MAX_SIZE = 256;

    static ScrubProgress readFrom(Disk disk) {
        try {
            for (String name : names(disk)) {
                try (DiskFile file = disk.open(name)) {
                    ByteBuffer buffer = ByteBuffer.allocate(MAX_SIZE);
                    file.read(0, buffer);
                    return parse(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
                }
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return NONE;
        }
        return NONE;
    }

    void writeTo(Disk disk) throws IOException {
        List<String> older = names(disk);
        int version = older.isEmpty() ? 1 : Integer.parseInt(older.getFirst().substring(PREFIX.length())) + 1;
        try (DiskFile file = disk.create(PREFIX + String.format("%08d", version))) {
            file.write(
                    0,
                    StandardCharsets.UTF_8.encode(
                            after.map(shard -> shard.value().toString()).orElse("-") + " " + finished + "\n"));
            file.sync();
        }
        for (String name : older) {
            disk.delete(name);
        }
        disk.syncDirectory();
    }

    private static ScrubProgress parse(String text) {
        String[] words = text.strip().split(" ", 2);
        if (words.length < 2 || !text.endsWith("\n")) {
            return NONE;
        }
        Optional<ShardId> after =
                words[0].equals("-") ? Optional.empty() : Optional.of(new ShardId(UUID.fromString(words[0])));
        return new ScrubProgress(after, Instant.parse(words[1]));
    }

    private static List<String> names(Disk disk) throws IOException {
        return disk.list().stream()
                .filter(name -> name.matches(PREFIX + "\\d{8}"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
