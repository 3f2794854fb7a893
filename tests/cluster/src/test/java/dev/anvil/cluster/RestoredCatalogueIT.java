package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cluster.peer.DriveStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The databases are put back to where they were some time ago, as from a backup: nothing is deleted on their word until an operator
 * says so. On request, as it starts the suite three times: {@code -Danvil.restore=true}.
 */
@Timeout(600)
@EnabledIfSystemProperty(named = "anvil.restore", matches = "true")
class RestoredCatalogueIT {
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final Duration RECLAIMED = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS =
            Map.of("ANVIL_AUDIT_ASK_EVERY", "1s", "ANVIL_RECLAIM_DELAY", "1s");

    @TempDir
    static Path folder;

    private final Path data = folder.resolve("data");
    private final StoredObjects objects = new StoredObjects("restored");

    @Test
    void nothingIsDeletedOnTheWordOfARestoredCatalogueUntilAnOperatorSaysSo() throws Exception {
        try (AllInOne suite = AllInOne.up(data, SETTINGS);
                S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket("restored"));
            objects.put(s3, "before", 1 << 20);
            objects.put(s3, "deleted", 1 << 20);
        }
        copy(data.resolve("postgres/data"), folder.resolve("backup"));
        try (AllInOne suite = AllInOne.up(data, SETTINGS);
                S3Client s3 = suite.client();
                DriveStates states = states(suite)) {
            letTimePass(suite);
            // A deletion tells the drives how far the catalogue has come.
            long live = states.liveBytes();
            objects.put(s3, "after", 1 << 20);
            s3.deleteObject(b -> b.bucket("restored").key("after"));
            Waiting.until("it is reclaimed", RECLAIMED, () -> states.liveBytes() == live);
        }
        copy(folder.resolve("backup"), data.resolve("postgres/data"));

        try (AllInOne suite = AllInOne.up(data, SETTINGS);
                S3Client s3 = suite.client();
                DriveStates states = states(suite)) {
            Waiting.until("it is noticed", NOTICED, () -> status(suite).contains("\"halted\": true"));
            objects.readBack(s3, "before", "after the restore");
            long live = states.liveBytes();
            s3.deleteObject(b -> b.bucket("restored").key("deleted"));
            objects.put(s3, "meanwhile", 1 << 20);
            Waiting.until(
                    "the reclaim waits",
                    RECLAIMED,
                    () -> suite.anvil("admin", "tasks", "list", "--json")
                            .output()
                            .contains("reclaim-blob"));
            assertThat(states.liveBytes()).as("nothing is deleted").isGreaterThan(live);

            assertThat(suite.anvil("admin", "sweep", "resume").succeeded().output())
                    .contains("not halted");
            assertThat(status(suite)).contains("\"halted\": false");
            assertThat(suite.anvil("admin", "audit").succeeded().output()).contains("sweep.resume");
            Waiting.until("now it is reclaimed", RECLAIMED.multipliedBy(3), () -> states.liveBytes() == live);
            objects.readBack(s3, "before", "after all");
            objects.readBack(s3, "meanwhile", "after all");
        }
    }

    private static String status(AllInOne suite) {
        return suite.anvil("admin", "sweep", "status", "--json").succeeded().output();
    }

    private DriveStates states(AllInOne suite) {
        return new DriveStates(
                EnvFile.read(data.resolve("services.env")).getOrDefault("STORAGE_NODE", ""),
                suite.value("ANVIL_CLUSTER_SECRET"));
    }

    /** As far as the epoch can tell: so much that it does not catch up again while we look. */
    private static void letTimePass(AllInOne suite) throws SQLException {
        String url = suite.value("REGIONAL_DATABASE_URL");
        String[] parts = url.substring("postgres://".length()).split("[:@]", 3);
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + parts[2], parts[0], parts[1]);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update catalogue set epoch = epoch + 100000"))
                    .isEqualTo(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        new Tool(from, Map.of())
                .run("sh", "-c", "rm -rf '" + to + "' && cp -a '" + from + "' '" + to + "'")
                .succeeded();
    }
}
