package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** PostgreSQL stops answering, and then one of its processes is killed, while clients write. */
class DatabaseOutageIT {
    private static final int WRITERS = 4;
    private static final Duration OUTAGE = Duration.ofSeconds(9);
    private static final Duration UNTIL_NOTICED = Duration.ofSeconds(6);
    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration UNTIL_RECOVERED = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void requestsFailFastAndAllRecoversAndNothingAcknowledgedIsLost() throws Exception {
        try (AllInOne suite = AllInOne.up(folder.resolve("data"), Map.of());
                S3Client s3 = ImpatientClient.of(suite)) {
            s3.createBucket(b -> b.bucket("outage"));
            try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
                try {
                    for (int i = 0; i < WRITERS; i++) {
                        writers.submit(() -> writeOn(s3));
                    }
                    awaitMore(20);
                    silence(s3);
                    awaitMore(20);
                    killOneBackend();
                    awaitMore(20);
                } finally {
                    done.set(true);
                }
            }
            for (String key : acknowledged) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("outage").key(key)).asByteArray())
                        .as(key)
                        .isEqualTo(content(key));
            }
        }
    }

    /** The server hangs: nothing is refused by it, nothing is answered. */
    private void silence(S3Client s3) throws IOException, InterruptedException {
        List<Long> processes = postgres();
        signal("STOP", processes);
        try {
            long began = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(UNTIL_NOTICED.toMillis());
            while (System.nanoTime() - began < OUTAGE.toNanos()) {
                long asked = System.nanoTime();
                assertThat(statusOf(() -> s3.headObject(b -> b.bucket("outage").key("any"))))
                        .isEqualTo(503);
                assertThat(statusOf(() ->
                                s3.putObject(b -> b.bucket("outage").key("refused"), RequestBody.fromString("no"))))
                        .isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(FAST);
            }
        } finally {
            signal("CONT", processes);
        }
    }

    /** PostgreSQL answers the loss of one process by ending all others and recovering from its log. */
    private static void killOneBackend() throws IOException, InterruptedException {
        List<Long> backends = postgres().stream()
                .filter(pid -> commandOf(pid).contains("127.0.0.1"))
                .toList();
        assertThat(backends).isNotEmpty();
        signal("KILL", backends.subList(0, 1));
    }

    private static List<Long> postgres() throws IOException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        return Stream.concat(Stream.of(handle), handle.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String commandOf(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static void signal(String name, List<Long> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(pid -> command.add(pid.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isIn(0, 1);
    }

    private void writeOn(S3Client s3) {
        while (!done.get()) {
            String key = "object-" + names.incrementAndGet();
            try {
                s3.putObject(b -> b.bucket("outage").key(key), RequestBody.fromBytes(content(key)));
                acknowledged.add(key);
            } catch (SdkException e) {
                // Not acknowledged.
            }
        }
    }

    private static byte[] content(String key) {
        return SomeBytes.of(key.hashCode(), 4_096);
    }

    private void awaitMore(int writes) throws InterruptedException {
        int before = acknowledged.size();
        long limit = System.nanoTime() + UNTIL_RECOVERED.toNanos();
        while (acknowledged.size() < before + writes) {
            assertThat(System.nanoTime()).as("writes go on").isLessThan(limit);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static int statusOf(Runnable request) {
        try {
            request.run();
            return 200;
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }
}
