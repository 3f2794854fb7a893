package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A suite whose gateway shares what it asks through a Redis, which is killed in the middle. */
class SharedCacheIT {
    private static final String BUCKET = "shared";

    @TempDir
    static Path folder;

    @Test
    void aRevokedAppIsOutAtOnceAndNobodyMissesRedis() throws Exception {
        int port = Repository.freePort();
        RedisProcess redis = RedisProcess.start(port);
        // Longer than an app may go on after it was revoked: whoever hears of the change does not ask Redis for it.
        Map<String, String> settings =
                Map.of("ANVIL_SHARED_CACHE_URL", "redis://127.0.0.1:" + port, "ANVIL_SHARED_CACHE_FRESH", "3s");
        try (AllInOne suite = AllInOne.up(folder.resolve("data"), settings);
                S3Client admin = suite.client()) {
            admin.createBucket(b -> b.bucket(BUCKET));
            admin.putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromString("a"));
            awaitSharing(admin, redis);
            revoked(suite, "with-redis");
            redis.close();
            for (int i = 0; i < 20; i++) {
                String key = "without-" + i;
                long began = System.nanoTime();
                admin.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(key));
                assertThat(admin.getObjectAsBytes(b -> b.bucket(BUCKET).key(key))
                                .asUtf8String())
                        .isEqualTo(key);
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            }
            revoked(suite, "without-redis");
            redis = RedisProcess.start(port);
            awaitSharing(admin, redis);
            revoked(suite, "with-redis-again");
        } finally {
            redis.close();
        }
    }

    /** What was just changed is not shared for a while. */
    private static void awaitSharing(S3Client client, RedisProcess redis) {
        Waiting.until("something is shared", Duration.ofSeconds(20), () -> {
            client.headBucket(b -> b.bucket(BUCKET));
            return redis.keys() > 0;
        });
    }

    /** An app that is served, and within two seconds of its being disabled is not any more. */
    private static void revoked(AllInOne suite, String name) {
        String made = suite.anvil(
                        "admin", "apps", "create", "--tenant", "default", "--name", name, "--policy", "*|*", "--json")
                .succeeded()
                .output();
        try (S3Client app = suite.client(suite.s3Endpoint(), JsonFields.keys(made), suite.region())) {
            assertThat(isServed(app)).isTrue();
            suite.anvil("admin", "apps", "update", name, "--tenant", "default", "--disable")
                    .succeeded();
            long disabled = System.nanoTime();
            while (isServed(app)) {
                assertThat(Duration.ofNanos(System.nanoTime() - disabled)).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    private static boolean isServed(S3Client client) {
        try {
            return !client.getObjectAsBytes(b -> b.bucket(BUCKET).key("a"))
                    .asUtf8String()
                    .isEmpty();
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAccessKeyId");
            return false;
        }
    }
}
