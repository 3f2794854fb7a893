package dev.anvil.storage.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.Drive;
import dev.anvil.storage.engine.Unit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class DriveKeeperTest {
    @TempDir
    private Path root;

    private Instant now = Instant.now();
    private DriveOpener opener;
    private LocalDrives drives;
    private DriveKeeper keeper;

    @BeforeEach
    void open() {
        StorageSettings settings = new StorageSettings(
                "",
                root.toString(),
                2,
                false,
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                true,
                Duration.ofHours(1),
                DataSize.ofMegabytes(64),
                Duration.ofMillis(20),
                DataSize.ofMegabytes(0),
                Duration.ofDays(1),
                "",
                "");
        opener = new DriveOpener(settings, Instant::now);
        drives = opener.openAll();
        keeper = new DriveKeeper(drives, opener, () -> now);
    }

    @AfterEach
    void close() {
        opener.close();
    }

    @Test
    void aDriveThatComesBackServesAgain() throws IOException {
        DriveId id = drives.open().getFirst().id();
        ShardId shard = ShardId.create(now);
        byte[] bytes = {1, 2, 3};
        drive(id)
                .appendLast(shard, Unit.of(0, ByteBuffer.wrap(bytes)), bytes.length)
                .join();
        Drive before = drive(id);

        Files.move(root.resolve("drive-1"), root.resolve("elsewhere"));
        until(() -> before.status().failure().isPresent());
        keeper.look();
        assertThat(drive(id)).as("what is still open of it is read").isSameAs(before);
        assertThat(before.read(shard, 0).buffer().remaining()).isEqualTo(3);

        Files.move(root.resolve("elsewhere"), root.resolve("drive-1"));
        keeper.look();
        assertThat(drive(id)).isNotSameAs(before);
        assertThat(drive(id).status().failure()).isEmpty();
        assertThat(drive(id).read(shard, 0).buffer().remaining()).isEqualTo(3);
        drive(id)
                .appendLast(ShardId.create(now), Unit.of(0, ByteBuffer.wrap(bytes)), bytes.length)
                .join();
        assertThat(drives.open()).hasSize(2);
    }

    @Test
    void whatFailsAgainAndAgainIsTriedLessOften() throws IOException {
        DriveId id = drives.open().getFirst().id();
        fail(id);
        keeper.look();
        Drive first = drive(id);
        assertThat(first.status().failure()).isEmpty();
        fail(id);
        keeper.look();
        assertThat(drive(id)).as("too soon").isSameAs(first);
        now = now.plusSeconds(3);
        keeper.look();
        assertThat(drive(id).status().failure()).isEmpty();
        fail(id);
        now = now.plusSeconds(3);
        keeper.look();
        assertThat(drive(id).status().failure()).as("the pause has doubled").isPresent();
    }

    @Test
    void anotherDriveInTheFolderIsNotTakenForTheOneThatWasThere() throws IOException {
        DriveId id = drives.open().getFirst().id();
        Files.move(root.resolve("drive-1"), root.resolve("elsewhere"));
        until(() -> drive(id).status().failure().isPresent());
        Files.createDirectories(root.resolve("drive-1"));
        keeper.look();
        assertThat(drives.find(id)).as("an empty folder is no drive").isPresent();
        assertThat(root.resolve("drive-1")).isEmptyDirectory();
    }

    private void fail(DriveId id) throws IOException {
        Drive drive = drive(id);
        Files.move(root.resolve("drive-1"), root.resolve("elsewhere"));
        until(() -> drive.status().failure().isPresent());
        Files.move(root.resolve("elsewhere"), root.resolve("drive-1"));
    }

    private Drive drive(DriveId id) {
        return drives.find(id).orElseThrow();
    }

    private static void until(BooleanSupplier condition) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(limit);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
