package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Two regions on one machine, as docs/operations/regions.md has them: one global database, a regional one each. */
class TwoRegionsIT {
    private static final String FIRST = "eu-west-1";
    private static final String SECOND = "us-west-2";
    private static final String MEMORY = " -Xmx224m -XX:MaxDirectMemorySize=96m";
    private static final long LARGER_THAN_MEMORY = 340L << 20;

    @TempDir
    static Path folder;

    @Test
    void eachServesItsOwnBucketsAndSendsToTheOther() throws Exception {
        try (AllInOne first = AllInOne.up(folder.resolve("first"), Map.of("REGION", FIRST))) {
            String secondDatabase = createDatabase(first.value("GLOBAL_DATABASE_URL"));
            try (AllInOne second = AllInOne.up(folder.resolve("second"), shared(first, secondDatabase));
                    S3Client inFirst = first.client();
                    S3Client inSecond = second.client(second.s3Endpoint(), first.keys(), SECOND)) {
                first.anvil("admin", "regions", "update", SECOND, "--url", url(second))
                        .succeeded();
                inFirst.createBucket(b -> b.bucket("in-first"));
                inSecond.createBucket(b -> b.bucket("in-second"));
                inFirst.putObject(b -> b.bucket("in-first").key("a"), RequestBody.fromString("first"));
                inSecond.putObject(b -> b.bucket("in-second").key("a"), RequestBody.fromString("second"));

                assertThatThrownBy(() -> inFirst.getObjectAsBytes(
                                b -> b.bucket("in-second").key("a")))
                        .isInstanceOfSatisfying(S3Exception.class, elsewhere -> {
                            assertThat(elsewhere.statusCode()).isEqualTo(301);
                            assertThat(elsewhere.awsErrorDetails().errorCode()).isEqualTo("PermanentRedirect");
                            assertThat(elsewhere
                                            .awsErrorDetails()
                                            .sdkHttpResponse()
                                            .firstMatchingHeader("x-amz-bucket-region"))
                                    .contains(SECOND);
                        });
                assertThat(inFirst.getBucketLocation(b -> b.bucket("in-second")).locationConstraintAsString())
                        .isEqualTo(SECOND);
                assertThatThrownBy(() -> inSecond.createBucket(b -> b.bucket("in-first")))
                        .isInstanceOf(S3Exception.class);
                assertThat(inFirst.listBuckets().buckets()).hasSize(2);
                theSecondPassesOn(first, inSecond);
                aBodyMayBeLargerThanTheMemoryOfWhoPassesItOn(inSecond);
                nothingIsCopiedAcross(inFirst, inSecond);
                aRevokedAppIsOutEverywhere(first, second);
                theGlobalDatabaseIsGone(first, inFirst, inSecond);
            }
            // A region goes on when the other is gone.
            try (S3Client inFirst = first.client()) {
                assertThat(inFirst.getObjectAsBytes(b -> b.bucket("in-first").key("a"))
                                .asUtf8String())
                        .isEqualTo("first");
            }
        }
    }

    /** It was told to, while the first sends its clients away. */
    private static void theSecondPassesOn(AllInOne first, S3Client inSecond) {
        first.anvil("admin", "regions", "update", FIRST, "--url", url(first)).succeeded();
        assertThat(inSecond.getObjectAsBytes(b -> b.bucket("in-first").key("a")).asUtf8String())
                .isEqualTo("first");
        byte[] large = new byte[(9 << 20) + 1];
        new Random(5).nextBytes(large);
        inSecond.putObject(b -> b.bucket("in-first").key("large"), RequestBody.fromBytes(large));
        assertThat(inSecond.getObjectAsBytes(
                                b -> b.bucket("in-first").key("large").range("bytes=1000000-9000000"))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(large, 1_000_000, 9_000_001));
        assertThat(inSecond.listObjectsV2(b -> b.bucket("in-first")).contents()).hasSize(2);
        assertThatThrownBy(() -> inSecond.headObject(b -> b.bucket("in-first").key("none")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    /** The second has as much memory as {@link #MEMORY} says. */
    private static void aBodyMayBeLargerThanTheMemoryOfWhoPassesItOn(S3Client inSecond) throws Exception {
        Path file = SomeBytes.file(folder.resolve("large"), 7, LARGER_THAN_MEMORY);
        inSecond.putObject(b -> b.bucket("in-first").key("larger"), RequestBody.fromFile(file));
        Path back = folder.resolve("back");
        inSecond.getObject(b -> b.bucket("in-first").key("larger"), back);
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
        Files.delete(file);
        Files.delete(back);
        inSecond.deleteObject(b -> b.bucket("in-first").key("larger"));
    }

    /** Bytes of one region are not moved to another behind a client's back, and it is told what it can do. */
    private static void nothingIsCopiedAcross(S3Client inFirst, S3Client inSecond) {
        for (S3Client client : List.of(inFirst, inSecond)) {
            for (List<String> way : List.of(List.of("in-first", "in-second"), List.of("in-second", "in-first"))) {
                assertThatThrownBy(() -> client.copyObject(b -> b.sourceBucket(way.getFirst())
                                .sourceKey("a")
                                .destinationBucket(way.getLast())
                                .destinationKey("copied")))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                refused -> assertThat(refused.statusCode()).isIn(301, 501));
            }
        }
        assertThat(inFirst.listObjectsV2(b -> b.bucket("in-first").prefix("copied"))
                        .contents())
                .isEmpty();
        assertThat(inSecond.listObjectsV2(b -> b.bucket("in-second").prefix("copied"))
                        .contents())
                .isEmpty();
    }

    /** Both regions go on with the buckets that they know, also with the other's; what needs it is refused, and all comes back. */
    private static void theGlobalDatabaseIsGone(AllInOne first, S3Client inFirst, S3Client inSecond)
            throws SQLException {
        URI global = URI.create(first.value("GLOBAL_DATABASE_URL"));
        String name = global.getPath().substring(1);
        String server = first.value("GLOBAL_DATABASE_URL").replace("/" + name, "/postgres");
        execute(server, "alter database " + name + " allow_connections false");
        execute(server, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
        try {
            assertThatThrownBy(() -> inFirst.createBucket(b -> b.bucket("cannot-be-made")))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            gone -> assertThat(gone.statusCode()).isEqualTo(503));
            for (int round = 0; round < 10; round++) {
                String key = "without-global-" + round;
                inFirst.putObject(b -> b.bucket("in-first").key(key), RequestBody.fromString(key));
                inSecond.putObject(b -> b.bucket("in-second").key(key), RequestBody.fromString(key));
                assertThat(inFirst.getObjectAsBytes(b -> b.bucket("in-first").key(key))
                                .asUtf8String())
                        .isEqualTo(key);
                assertThat(inSecond.getObjectAsBytes(b -> b.bucket("in-second").key(key))
                                .asUtf8String())
                        .isEqualTo(key);
                assertThat(inSecond.getObjectAsBytes(b -> b.bucket("in-first").key(key))
                                .asUtf8String())
                        .as("passed on")
                        .isEqualTo(key);
            }
            assertThat(inFirst.listObjectsV2(b -> b.bucket("in-first").prefix("without-global-"))
                            .contents())
                    .hasSize(10);
        } finally {
            execute(server, "alter database " + name + " allow_connections true");
        }
        Waiting.until("buckets are made again", Duration.ofSeconds(20), () -> {
            inFirst.createBucket(b -> b.bucket("made-afterwards"));
            return true;
        });
    }

    /** By an administrator of one region, at the gateway of the other. */
    private static void aRevokedAppIsOutEverywhere(AllInOne first, AllInOne second) throws InterruptedException {
        String made = first.anvil(
                        "admin",
                        "apps",
                        "create",
                        "--tenant",
                        "default",
                        "--name",
                        "leaving",
                        "--policy",
                        "*|*",
                        "--json")
                .succeeded()
                .output();
        try (S3Client leaving = second.client(second.s3Endpoint(), JsonFields.keys(made), SECOND)) {
            assertThat(leaving.getObjectAsBytes(b -> b.bucket("in-second").key("a"))
                            .asUtf8String())
                    .isEqualTo("second");
            first.anvil("admin", "apps", "update", "leaving", "--tenant", "default", "--disable")
                    .succeeded();
            long disabled = System.nanoTime();
            while (isServed(leaving)) {
                assertThat(Duration.ofNanos(System.nanoTime() - disabled)).isLessThan(Duration.ofSeconds(2));
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static boolean isServed(S3Client client) {
        try {
            return !client.getObjectAsBytes(b -> b.bucket("in-second").key("a"))
                    .asUtf8String()
                    .isEmpty();
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId");
            return false;
        }
    }

    private static Map<String, String> shared(AllInOne first, String regionalDatabase) {
        return Map.of(
                "ANVIL_JAVA_OPTS",
                System.getenv().getOrDefault("ANVIL_JAVA_OPTS", "") + MEMORY,
                "ANVIL_FORWARD_TO_REGIONS",
                "true",
                "REGION",
                SECOND,
                "GLOBAL_DATABASE_URL",
                first.value("GLOBAL_DATABASE_URL"),
                "REGIONAL_DATABASE_URL",
                regionalDatabase,
                "JWT_SECRET",
                first.value("JWT_SECRET"),
                "ANVIL_SECRET_ENCRYPTION_KEY",
                first.value("ANVIL_SECRET_ENCRYPTION_KEY"),
                "ANVIL_CLUSTER_SECRET",
                first.value("ANVIL_CLUSTER_SECRET"));
    }

    private static String url(AllInOne suite) {
        return suite.s3Endpoint().toString();
    }

    /** Beside the others, on the first region's server. */
    private static String createDatabase(String globalUrl) throws SQLException {
        execute(globalUrl, "create database second_region encoding 'UTF8' template template0");
        return globalUrl.substring(0, globalUrl.lastIndexOf('/')) + "/second_region";
    }

    private static void execute(String url, String sql) throws SQLException {
        URI database = URI.create(url);
        String[] login = database.getUserInfo().split(":", 2);
        String address = "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath();
        try (Connection connection = DriverManager.getConnection(address, login[0], login.length > 1 ? login[1] : "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
