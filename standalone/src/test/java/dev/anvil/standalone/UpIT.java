package dev.anvil.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.standalone.peer.DriveBytes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UpIT {
    private static final String BUCKET = "kept-things";
    private static final int WRITERS = 50;
    private static final int LARGE = 3 << 20;

    /** What a shell calls the exit of a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private static final Duration RECLAIMED_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArrayUnsafe();
    }

    private static void put(S3Client s3, String key, byte[] body) {
        var ignored = s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void objectsGoInAndOutAndAreThereAfterARestart() throws Exception {
        Path data = folder.resolve("data");
        EnvFile before;
        try (Up up = Up.ready(data);
                S3Client s3 = up.s3()) {
            before = up.env();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(up.folder().env())))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(up.folder().pid())).isEqualTo(up.pid() + "\n");
            var ignored = s3.createBucket(create -> create.bucket(BUCKET));
            put(s3, "small", bytes(1, 100));
            put(s3, "a/large", bytes(2, LARGE));
            put(s3, "a/empty", new byte[0]);
            assertThat(get(s3, "small")).isEqualTo(bytes(1, 100));
            assertThat(get(s3, "a/large")).isEqualTo(bytes(2, LARGE));
            assertThat(keys(s3)).containsExactly("a/empty", "a/large", "small");
            assertThat(health(up)).contains("\"status\":\"UP\"");
            secondStartIsRefused(up);
            stopInTheMiddleOfAPut(up, s3);
        }
        DataFolder stopped = new DataFolder(data);
        assertThat(stopped.pid()).doesNotExist();
        assertThat(stopped.env()).doesNotExist();
        assertThat(stopped.postgres().resolve("data/postmaster.pid")).doesNotExist();

        try (Up up = Up.ready(data);
                S3Client s3 = up.s3()) {
            for (String name :
                    List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "JWT_SECRET", "GLOBAL_DATABASE_URL")) {
                assertThat(up.env().get(name)).as(name).isEqualTo(before.get(name));
            }
            assertThat(get(s3, "a/large")).isEqualTo(bytes(2, LARGE));
            assertThat(get(s3, "unhurried")).isEqualTo(bytes(3, LARGE));
            for (String key : keys(s3)) {
                var ignored = s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
            }
            assertThatThrownBy(() -> get(s3, "small")).isInstanceOf(NoSuchKeyException.class);
            awaitEmptyDrives(up);
        }
    }

    /** The stop begins when half of the body has come; the other half comes when it has begun. */
    private static void stopInTheMiddleOfAPut(Up up, S3Client s3) throws Exception {
        HeldBody body = new HeldBody(bytes(3, LARGE));
        FutureTask<Boolean> put = new FutureTask<>(() -> s3.putObject(
                        request -> request.bucket(BUCKET).key("unhurried"), RequestBody.fromInputStream(body, LARGE))
                .eTag()
                .isEmpty());
        Thread.ofVirtual().start(put);
        assertThat(body.awaitHalf()).as("the put got going").isTrue();
        up.terminate();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Files.exists(up.folder().env()) && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertThat(up.folder().env()).doesNotExist();
        body.release();
        assertThat(put.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(up.exitCode()).isEqualTo(TERMINATED);
        assertThat(up.said()).contains("anvil stopped");
    }

    private static void secondStartIsRefused(Up running) throws Exception {
        Up second = Up.launched(running.folder().root(), Map.of());
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.said()).contains("already running", String.valueOf(running.pid()), "anvil down --data");
        assertThat(running.folder().env()).exists();
    }

    private static String health(Up up) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(up.env("ANVIL_MANAGEMENT") + "/actuator/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Deleting is a row in the catalogue first; the bytes go when no reader can be at them any more. */
    private static void awaitEmptyDrives(Up up) throws IOException {
        long end = System.nanoTime() + RECLAIMED_WITHIN.toNanos();
        long left = liveBytes(up);
        while (left > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            left = liveBytes(up);
        }
        assertThat(left).as("bytes of objects on the drives").isZero();
    }

    private static long liveBytes(Up up) throws IOException {
        return DriveBytes.of(EnvFile.read(up.folder().services()), up.env("ANVIL_CLUSTER_SECRET"));
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereAndNothingIsHalfThere() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Path data = folder.resolve("data");
        Map<String, Long> acknowledged = new ConcurrentHashMap<>();
        Map<String, Long> tried = new ConcurrentHashMap<>();
        Up up = Up.ready(data);
        try (S3Client s3 = up.s3()) {
            var ignored = s3.createBucket(create -> create.bucket(BUCKET));
            CountDownLatch enough = new CountDownLatch(WRITERS);
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(Thread.ofVirtual().start(() -> write(s3, number, seed, tried, acknowledged, enough)));
            }
            assertThat(enough.await(60, TimeUnit.SECONDS))
                    .as("writers got going")
                    .isTrue();
            up.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (Up again = Up.ready(data);
                S3Client s3 = again.s3()) {
            List<String> listed = keys(s3);
            assertThat(listed).containsAll(acknowledged.keySet());
            assertThat(tried.keySet()).containsAll(listed);
            for (String key : tried.keySet()) {
                if (listed.contains(key)) {
                    assertThat(get(s3, key)).as(key).isEqualTo(body(tried, key));
                } else {
                    assertThatThrownBy(() -> get(s3, key)).as(key).isInstanceOf(NoSuchKeyException.class);
                }
            }
        }
    }

    private static byte[] body(Map<String, Long> tried, String key) {
        long seed = tried.getOrDefault(key, 0L);
        return bytes(seed, 1 + new Random(seed).nextInt(LARGE));
    }

    /** One after the other until the server is gone. */
    private static void write(
            S3Client s3,
            int writer,
            long seed,
            Map<String, Long> tried,
            Map<String, Long> acknowledged,
            CountDownLatch enough) {
        for (int round = 0; ; round++) {
            String key = "writer-" + writer + "/" + round;
            tried.put(key, seed + writer * 1_000_003L + round);
            try {
                put(s3, key, body(tried, key));
            } catch (SdkException gone) {
                enough.countDown();
                return;
            }
            acknowledged.put(key, 1L);
            enough.countDown();
        }
    }
}
