package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** The road on the suite as {@code anvil up} starts it. */
class AllInOneRoadIT extends RoadChecks {
    private static final Duration LONGEST_EXPIRY = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Suite suite;

    @BeforeAll
    static void up() {
        suite = AllInOne.up(
                folder.resolve("data"),
                Map.of("ANVIL_RECLAIM_DELAY", "1s", "ANVIL_LIFECYCLE_DAY", "1s", "ANVIL_LIFECYCLE_EVERY", "1s"));
    }

    @AfterAll
    static void down() {
        suite.close();
    }

    @Override
    Suite suite() {
        return suite;
    }

    @Test
    void whatIsDueGoes() throws InterruptedException {
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            s3.createBucket(b -> b.bucket("due"));
            s3.putBucketLifecycleConfiguration(b -> b.bucket("due")
                    .lifecycleConfiguration(all -> all.rules(rule -> rule.id("days")
                            .status(ExpirationStatus.ENABLED)
                            .filter(filter -> filter.prefix("old/"))
                            .expiration(by -> by.days(1)))));
            s3.putObject(b -> b.bucket("due").key("old/a"), RequestBody.fromString("a"));
            s3.putObject(b -> b.bucket("due").key("new/a"), RequestBody.fromString("a"));
            Instant limit = Instant.now().plus(LONGEST_EXPIRY);
            while (s3.listObjectsV2(b -> b.bucket("due")).keyCount() > 1) {
                assertThat(Instant.now()).isBefore(limit);
                TimeUnit.MILLISECONDS.sleep(200);
            }
            assertThat(s3.headObject(b -> b.bucket("due").key("new/a")).contentLength())
                    .isEqualTo(1);
        }
    }

    @Test
    void nothingPlainOfAnEncryptedObjectLiesOnADrive() throws IOException {
        String secret = "a sentence that nobody is meant to find: " + UUID.randomUUID();
        String open = "a sentence that everybody may find: " + UUID.randomUUID();
        try (S3Client s3 = suite.client(suite.s3Endpoint(), suite.keys(), suite.region())) {
            s3.createBucket(b -> b.bucket("at-rest"));
            s3.putObject(
                    b -> b.bucket("at-rest").key("secret").serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromString(secret));
            s3.putObject(b -> b.bucket("at-rest").key("open"), RequestBody.fromString(open));
        }
        assertThat(liesOnADrive(open)).isTrue();
        assertThat(liesOnADrive(secret)).isFalse();
    }

    private static boolean liesOnADrive(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("data/drives"))) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
