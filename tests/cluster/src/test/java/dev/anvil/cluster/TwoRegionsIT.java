package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                aRevokedAppIsOutEverywhere(first, second);
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
        Suite.Keys keys = new Suite.Keys(field(made, "clientId"), field(made, "clientSecret"));
        try (S3Client leaving = second.client(second.s3Endpoint(), keys, SECOND)) {
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

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": \"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private static Map<String, String> shared(AllInOne first, String regionalDatabase) {
        return Map.of(
                "ANVIL_FORWARD_TO_REGIONS", "true",
                "REGION", SECOND,
                "GLOBAL_DATABASE_URL", first.value("GLOBAL_DATABASE_URL"),
                "REGIONAL_DATABASE_URL", regionalDatabase,
                "JWT_SECRET", first.value("JWT_SECRET"),
                "ANVIL_SECRET_ENCRYPTION_KEY", first.value("ANVIL_SECRET_ENCRYPTION_KEY"),
                "ANVIL_CLUSTER_SECRET", first.value("ANVIL_CLUSTER_SECRET"));
    }

    private static String url(AllInOne suite) {
        return suite.s3Endpoint().toString();
    }

    /** Beside the others, on the first region's server. */
    private static String createDatabase(String globalUrl) throws SQLException {
        URI global = URI.create(globalUrl);
        String[] login = global.getUserInfo().split(":", 2);
        String server = "jdbc:postgresql://" + global.getHost() + ":" + global.getPort();
        try (Connection connection = DriverManager.getConnection(
                        server + global.getPath(), login[0], login.length > 1 ? login[1] : "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database second_region encoding 'UTF8' template template0");
        }
        return globalUrl.substring(0, globalUrl.lastIndexOf('/')) + "/second_region";
    }
}
