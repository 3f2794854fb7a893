package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.Shards.Shard;
import dev.anvil.storage.engine.StorageFailure.DriveFailed;
import dev.anvil.storage.engine.StorageFailure.DriveFull;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A drive on a small file system of its own, which fills up and goes read-only as real ones do. Needs the rights to mount one. */
@Timeout(60)
class RealDiskIT {
    private static final int UNIT = 100_000;
    private static final DriveSettings SETTINGS = new DriveSettings(
            1 << 20, 64 << 10, 1 << 20, 4 << 20, 64, Duration.ofMinutes(1), 0.5, 1L << 40, Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private final Shards shards = new Shards(new SplittableRandom(7));
    private Drive drive;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=16m", "anvil-test", folder.toString()), "cannot mount");
        Superblock superblock = Superblock.fresh(NodeId.create());
        FolderDisk disk = new FolderDisk(folder, true);
        new SuperblockStore(disk).write(superblock);
        drive = Drive.open(
                disk,
                superblock,
                SETTINGS,
                new ScrubSettings(0, Duration.ofDays(1)),
                InstantSource.system(),
                new SplittableRandom(8));
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (drive != null) {
            drive.close();
            run("umount", folder.toString());
        }
    }

    @Test
    void aFullDriveRefusesWritesReadsOnAndIsFreedByDeletes() {
        List<Shard> kept = new ArrayList<>();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        kept.add(sealed());
                    }
                })
                .isInstanceOf(DriveFull.class);
        assertThat(kept.size()).isGreaterThan(80);
        assertThat(drive.status().failure()).isEmpty();
        assertThat(drive.status().usableBytes()).isLessThan(UNIT + SETTINGS.segmentBytes());
        kept.forEach(this::assertWhole);

        List<ShardId> every = new ArrayList<>();
        for (int i = 0; i < kept.size(); i += 2) {
            every.add(kept.get(i).id());
        }
        assertThat(drive.delete(every).join()).isEqualTo(every.size());
        until(() -> drive.status().usableBytes() > 3L << 20);

        Shard fresh = sealed();
        assertWhole(fresh);
        for (int i = 1; i < kept.size(); i += 2) {
            assertWhole(kept.get(i));
        }
    }

    @Test
    void aFileSystemThatIsReadOnlyIsRefusedUntilItIsNot() throws IOException, InterruptedException {
        Shard kept = sealed();
        Superblock superblock = drive.superblock();
        drive.close();
        assumeTrue(run("mount", "-o", "remount,ro", folder.toString()), "cannot remount");
        FolderDisk disk = new FolderDisk(folder, true);
        assertThatThrownBy(() -> new SuperblockStore(disk).read())
                .as("what cannot be written to is not taken for a drive")
                .isInstanceOf(IOException.class);
        assertThat(run("mount", "-o", "remount,rw", folder.toString())).isTrue();
        drive = Drive.open(
                disk, superblock, SETTINGS, ScrubSettings.DEFAULTS, InstantSource.system(), new SplittableRandom(9));
        assertWhole(kept);
    }

    @Test
    void aFolderThatVanishesFailsTheDriveAndWhatIsOpenIsReadOn() throws IOException, InterruptedException {
        Shard kept = sealed();
        assertThat(run("umount", "-l", folder.toString())).isTrue();
        until(() -> drive.status().failure().isPresent());
        assertThatThrownBy(this::sealed).isInstanceOf(DriveFailed.class);
        assertWhole(kept);
    }

    private Shard sealed() {
        Shard shard = shards.shard(UNIT);
        Shards.write(drive, shard, false).join();
        return shard;
    }

    private void assertWhole(Shard shard) {
        assertThat(Shards.read(drive, shard.id()).toArray(new byte[0][]))
                .isDeepEqualTo(shard.units().toArray(new byte[0][]));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
