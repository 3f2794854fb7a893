package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a process that writes to a real drive, several times over. */
class EngineKillIT {
    private static final int KILLS = 4;
    private static final int LINES_BEFORE_KILL = 3_000;

    @TempDir
    Path folder;

    private final Set<ShardId> acknowledged = new HashSet<>();
    private final Set<ShardId> deleting = new HashSet<>();
    private final Set<ShardId> deleted = new HashSet<>();

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        FolderDisk disk = new FolderDisk(folder, true);
        Superblock superblock = Superblock.fresh(NodeId.create());
        new SuperblockStore(disk).write(superblock);
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill();
            try (Drive drive = Drive.open(
                    disk,
                    superblock,
                    EngineProcess.SETTINGS,
                    ScrubSettings.DEFAULTS,
                    InstantSource.system(),
                    new SplittableRandom())) {
                check(drive);
            }
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(deleted).isNotEmpty();
    }

    private void runAndKill() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < LINES_BEFORE_KILL; i++) {
                note(lines.readLine());
            }
            // Through the handle, because the process would close its output with what is left in it.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            // What it said before it died counts too; its last words may be cut off.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 38) {
                    note(line);
                }
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void note(String line) {
        ShardId id = ShardId.parse(line.substring(2));
        switch (line.charAt(0)) {
            case '+' -> acknowledged.add(id);
            case '?' -> {
                acknowledged.remove(id);
                deleting.add(id);
            }
            case '-' -> {
                deleting.remove(id);
                deleted.add(id);
            }
            default -> throw new IllegalArgumentException(line);
        }
    }

    private void check(Drive drive) {
        Set<ShardId> there = new HashSet<>();
        for (SealedShard shard : drive.list(Optional.empty(), 1_000_000)) {
            there.add(shard.id());
            int units = drive.units(shard.id());
            for (int stripe = 0; stripe < units; stripe++) {
                ByteBuffer unit = drive.read(shard.id(), stripe).buffer();
                assertThat(unit)
                        .as("unit %s of %s", stripe, shard)
                        .isEqualTo(EngineProcess.content(shard.id(), stripe, (int) (shard.length() / units)));
            }
        }
        assertThat(there).as("acknowledged shards").containsAll(acknowledged);
        assertThat(there).as("deleted shards").doesNotContainAnyElementsOf(deleted);
        assertThat(drive.status().damages())
                .filteredOn(damage -> damage.contains("shards lack units"))
                .isEmpty();
        acknowledged.addAll(there);
        deleting.clear();
    }
}
