package dev.anvil.storage.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DriveOpenerTest {
    @TempDir
    private Path root;

    @Test
    void aNewNodeMakesTheFoldersThatAreListed() {
        try (DriveOpener opener = opener("disk-1", "disk-2")) {
            assertThat(opener.openAll().open()).hasSize(2);
        }
    }

    @Test
    void aDiskThatIsNotMountedIsNotTakenForAnEmptyOne() throws IOException {
        try (DriveOpener opener = opener("disk-1", "disk-2")) {
            opener.openAll();
        }
        Files.move(root.resolve("disk-2"), root.resolve("unmounted"));
        try (DriveOpener opener = opener("disk-1", "disk-2")) {
            LocalDrives drives = opener.openAll();
            assertThat(drives.open()).hasSize(1);
            assertThat(drives.all())
                    .filteredOn(LocalDrive.Refused.class::isInstance)
                    .singleElement()
                    .extracting(drive -> ((LocalDrive.Refused) drive).problem())
                    .asString()
                    .contains("disk-2 is not there", "mount its disk", "make the folder");
            assertThat(root.resolve("disk-2")).doesNotExist();
        }

        Files.createDirectory(root.resolve("disk-2"));
        try (DriveOpener opener = opener("disk-1", "disk-2")) {
            assertThat(opener.openAll().open())
                    .as("an empty folder is meant to be one")
                    .hasSize(2);
        }
    }

    private DriveOpener opener(String... folders) {
        StringBuilder listed = new StringBuilder();
        for (String folder : folders) {
            listed.append(root.resolve(folder)).append(',');
        }
        StorageSettings settings = new StorageSettings(
                listed.toString(),
                "",
                6,
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
        return new DriveOpener(settings, Instant::now);
    }
}
