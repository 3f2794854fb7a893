package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A Redis that speaks TLS alone, and a suite that knows who signed its certificate, or knows somebody else. */
class SharedCacheOverTlsIT {
    private static final String BUCKET = "shared";

    @TempDir
    static Path folder;

    @Test
    void answersAreSharedByTlsAndWithAWrongAuthorityAllGoesOnWithoutThem() throws Exception {
        TestCertificate own = TestCertificate.make(folder.resolve("own"));
        TestCertificate strange = TestCertificate.make(folder.resolve("strange"));
        Path data = folder.resolve("data");
        int port = Repository.freePort();
        try (RedisProcess redis = RedisProcess.startWithTls(port, own)) {
            try (AllInOne suite = AllInOne.up(data, settings(port, own));
                    S3Client client = suite.client()) {
                client.createBucket(b -> b.bucket(BUCKET));
                Waiting.until("something is shared", Duration.ofSeconds(20), () -> {
                    client.headBucket(b -> b.bucket(BUCKET));
                    return redis.keys() > 0;
                });
            }
            Waiting.until("what was shared is over", Duration.ofSeconds(20), () -> redis.keys() == 0);
            assertThat(log(data)).doesNotContain("ANVIL_SHARED_CACHE_CA");
            try (AllInOne suite = AllInOne.up(data, settings(port, strange));
                    S3Client client = suite.client()) {
                Waiting.until(
                        "the log says why",
                        Duration.ofSeconds(20),
                        () -> log(data).contains("signed by whom ANVIL_SHARED_CACHE_CA names"));
                assertThat(log(data)).contains("The shared cache does not answer; the catalogue is asked instead");
                for (int i = 0; i < 20; i++) {
                    String key = "without-" + i;
                    client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromString(key));
                    assertThat(client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key))
                                    .asUtf8String())
                            .isEqualTo(key);
                }
                assertThat(redis.keys()).isZero();
            }
        }
    }

    private static Map<String, String> settings(int port, TestCertificate authority) {
        return Map.of(
                "ANVIL_SHARED_CACHE_URL",
                "rediss://127.0.0.1:" + port,
                "ANVIL_SHARED_CACHE_CA",
                authority.certificate().toString(),
                "ANVIL_SHARED_CACHE_FRESH",
                "3s");
    }

    private static String log(Path data) {
        try {
            return Files.readString(data.resolve("anvil.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
