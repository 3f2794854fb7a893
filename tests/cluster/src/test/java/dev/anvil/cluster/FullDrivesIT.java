package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Six drives on a file system that is small. Needs the rights to mount one. */
@Timeout(300)
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
class FullDrivesIT {
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int SIZE = 2 << 20;
    private static final Duration FREED = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private Path root = folder;

    @BeforeEach
    void mount() throws IOException {
        root = Files.createDirectories(folder.resolve("data/drives"));
        Tool.Outcome mounted =
                new Tool(folder, Map.of()).run("mount", "-t", "tmpfs", "-o", "size=96m", "anvil-test", root.toString());
        assumeTrue(mounted.status() == 0, "cannot mount");
    }

    @AfterEach
    void unmount() {
        new Tool(folder, Map.of()).run("umount", root.toString());
    }

    @Test
    void fullDrivesRefuseWritesReadOnAndAreFreedByDeletes() {
        Map<String, String> settings = Map.of(
                "ANVIL_STORAGE_SEGMENT_SIZE", "1MB", "ANVIL_STORAGE_RESERVE", "24MB", "ANVIL_RECLAIM_DELAY", "1s");
        try (AllInOne suite = AllInOne.up(folder.resolve("data"), settings);
                S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("full"));
            StoredObjects objects = new StoredObjects("full");
            S3Exception refusal = catchThrowableOfType(S3Exception.class, () -> {
                for (int i = 0; i < 100; i++) {
                    objects.put(s3, "object-" + i, SIZE);
                }
            });
            assertThat(refusal).as("a hundred objects do not fit").isNotNull();
            assertThat(refusal.statusCode()).isEqualTo(INSUFFICIENT_STORAGE);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InsufficientStorage");
            objects.allReadBack(s3, "from full drives");

            int before = objects.keys().size();
            objects.keys().stream().limit(before / 2).forEach(key -> objects.delete(s3, key));
            Waiting.until("there is room again", FREED, () -> {
                objects.put(s3, "after", SIZE);
                return true;
            });
            objects.allReadBack(s3, "after some of it was deleted");
        }
    }
}
