package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
        String program = Stream.of("valkey-server", "redis-server")
                .filter(Tool::isInstalled)
                .findFirst()
                .orElse("");
        assumeTrue(!program.isEmpty(), "neither redis-server nor valkey-server is installed");
        int port = Repository.freePort();
        Process redis = start(program, port);
        // Longer than an app may go on after it was revoked: whoever hears of the change does not ask Redis for it.
        Map<String, String> settings =
                Map.of("ANVIL_SHARED_CACHE_URL", "redis://127.0.0.1:" + port, "ANVIL_SHARED_CACHE_FRESH", "3s");
        try (AllInOne suite = AllInOne.up(folder.resolve("data"), settings);
                S3Client admin = suite.client()) {
            admin.createBucket(b -> b.bucket(BUCKET));
            admin.putObject(b -> b.bucket(BUCKET).key("a"), RequestBody.fromString("a"));
            awaitSharing(admin, port);
            revoked(suite, "with-redis");
            kill(redis);
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
            redis = start(program, port);
            awaitSharing(admin, port);
            revoked(suite, "with-redis-again");
        } finally {
            kill(redis);
        }
    }

    /** What was just changed is not shared for a while. */
    private static void awaitSharing(S3Client client, int port) {
        Waiting.until("something is shared", Duration.ofSeconds(20), () -> {
            client.headBucket(b -> b.bucket(BUCKET));
            return keysIn(port) > 0;
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

    private static Process start(String program, int port) throws IOException, InterruptedException {
        Process redis = new ProcessBuilder(
                        program, "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Waiting.until("Redis answers", Duration.ofSeconds(10), () -> keysIn(port) >= 0);
        return redis;
    }

    private static void kill(Process redis) throws InterruptedException {
        redis.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** By its own protocol: {@code :12} and an end of line. */
    private static int keysIn(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return Integer.parseInt(
                    new String(answer, 1, length - 1, java.nio.charset.StandardCharsets.US_ASCII).strip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
