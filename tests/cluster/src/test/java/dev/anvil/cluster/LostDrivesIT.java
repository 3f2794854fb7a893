package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Six drives, 4+2: any two may go, together, and nothing is lost. A drive goes by having its folder moved away. Each pair costs a start
 * of the suite, so a run takes one of the fifteen by chance; {@code -Danvil.lost-pairs=15} takes all.
 * Pairs that go while the suite runs are {@link FaultyDrivesIT}'s.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostDrivesIT {
    private static final int DRIVES = 6;
    private static final int[] SIZES = {1, 4_096, 65_536, 65_537, 1 << 20, (3 << 20) + 11};
    private static final int OF_EACH = 4;

    @TempDir
    static Path folder;

    private static Map<String, byte[]> objects = new LinkedHashMap<>();

    @BeforeAll
    static void putObjects() {
        try (AllInOne suite = up();
                S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("kept"));
            for (int size : SIZES) {
                for (int i = 0; i < OF_EACH; i++) {
                    put(s3, "size-" + size + "-" + i, SomeBytes.of(size * 31L + i, size));
                }
            }
        }
    }

    @AfterAll
    static void forget() {
        objects = new LinkedHashMap<>();
    }

    @Test
    @Order(1)
    void everyPairOfDrivesMayBeLost() throws IOException {
        for (List<Integer> pair : somePairs()) {
            try (Missing gone = new Missing(pair);
                    AllInOne suite = up();
                    S3Client s3 = suite.client()) {
                allReadBack(s3, "without drives " + gone.drives);
                // Not kept: the empty drives that stood in for the lost ones, and hold shards of it, are gone after
                // this.
                byte[] meanwhile = SomeBytes.of(pair.hashCode(), 100_000);
                s3.putObject(b -> b.bucket("kept").key("meanwhile"), RequestBody.fromBytes(meanwhile));
                assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("meanwhile"))
                                .asByteArray())
                        .isEqualTo(meanwhile);
            }
        }
    }

    @Test
    @Order(2)
    void twoDrivesMayBeLostWhileTheSuiteRuns() throws IOException {
        try (AllInOne suite = up();
                S3Client s3 = suite.client()) {
            allReadBack(s3, "with all drives again");
            try (Missing gone = new Missing(List.of(2, 5))) {
                allReadBack(s3, "while drives went " + gone.drives);
            }
        }
    }

    @Test
    @Order(3)
    void threeLostDrivesAreAnErrorAndNotAHang() throws IOException {
        try (Missing gone = new Missing(List.of(1, 3, 5));
                AllInOne suite = up();
                S3Client s3 = suite.client()) {
            assertThat(gone.drives).hasSize(3);
            String sharded = "size-" + (1 << 20) + "-0";
            assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("kept").key(sharded)))
                    .isInstanceOf(SdkException.class);
        }
        try (AllInOne suite = up();
                S3Client s3 = suite.client()) {
            allReadBack(s3, "when they are back");
        }
    }

    private static List<List<Integer>> somePairs() {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("pairs of lost drives by -Danvil.seed=" + seed);
        List<List<Integer>> pairs = new ArrayList<>();
        for (int first = 1; first <= DRIVES; first++) {
            for (int second = first + 1; second <= DRIVES; second++) {
                pairs.add(List.of(first, second));
            }
        }
        Collections.shuffle(pairs, new Random(seed));
        return pairs.subList(0, Integer.getInteger("anvil.lost-pairs", 1));
    }

    private static AllInOne up() {
        return AllInOne.up(folder.resolve("data"), Map.of());
    }

    private static void put(S3Client s3, String key, byte[] bytes) {
        s3.putObject(b -> b.bucket("kept").key(key), RequestBody.fromBytes(bytes));
        objects.put(key, bytes);
    }

    private static void allReadBack(S3Client s3, String when) {
        objects.forEach((key, bytes) -> assertThat(
                        s3.getObjectAsBytes(b -> b.bucket("kept").key(key)).asByteArray())
                .as("%s %s", key, when)
                .isEqualTo(bytes));
    }

    /** Drives whose folders are elsewhere until this is closed. */
    private static final class Missing implements AutoCloseable {
        private final List<Integer> drives;
        private final List<Path> moved = new ArrayList<>();

        Missing(List<Integer> drives) throws IOException {
            this.drives = drives;
            for (int drive : drives) {
                Path from = folder.resolve("data/drives/drive-" + drive);
                Path to = folder.resolve("gone-" + drive);
                Files.move(from, to);
                moved.add(from);
            }
        }

        @Override
        public void close() throws IOException {
            for (Path from : moved) {
                String name = from.getFileName().toString();
                if (Files.exists(from)) {
                    // A drive that was made anew in the place of the lost one gives way to it.
                    Files.move(from, folder.resolve("new-" + name + "-" + System.nanoTime()));
                }
                Files.move(folder.resolve("gone-" + name.substring("drive-".length())), from);
            }
        }
    }
}
