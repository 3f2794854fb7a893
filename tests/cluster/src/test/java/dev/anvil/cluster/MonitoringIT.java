package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The files of {@code deploy/monitoring} with a Prometheus that scrapes a suite at work: every panel of every dashboard shows
 * something. On request: {@code -Danvil.monitoring=true}.
 */
@EnabledIfSystemProperty(named = "anvil.monitoring", matches = "true")
class MonitoringIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:\\\\.|[^\"\\\\])*)\"");

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPanelOfEveryDashboardShowsSomething() throws Exception {
        assumeTrue(Tool.isInstalled("prometheus"), "prometheus is not installed (Debian: apt install prometheus)");
        try (SeparateProcesses suite =
                SeparateProcesses.start(folder.resolve("suite"), Map.of("ANVIL_RECLAIM_DELAY", "1s"))) {
            int port = Repository.freePort();
            Process prometheus = prometheus(suite, port);
            try {
                TreeSet<String> silent = new TreeSet<>(expressions());
                assertThat(silent).hasSizeGreaterThan(30);
                long end = System.nanoTime() + LIMIT.toNanos();
                for (int round = 0; !silent.isEmpty() && System.nanoTime() < end; round++) {
                    work(suite, round);
                    silent.removeIf(expression -> answers(port, expression));
                }
                assertThat(silent).as("expressions without any data").isEmpty();
            } finally {
                prometheus.destroy();
                prometheus.waitFor(10, TimeUnit.SECONDS);
            }
        }
    }

    private static void work(SeparateProcesses suite, int round) {
        String bucket = "watched-" + round;
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket(bucket));
            s3.putObject(b -> b.bucket(bucket).key("one"), RequestBody.fromBytes(SomeBytes.of(round, 200_000)));
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("one"));
            s3.deleteObject(b -> b.bucket(bucket).key("one"));
            s3.deleteBucket(b -> b.bucket(bucket));
        }
    }

    private static Process prometheus(SeparateProcesses suite, int port) throws IOException {
        Path monitoring = Repository.root().resolve("deploy/monitoring");
        int base = Integer.parseInt(suite.value("ANVIL_BASE_PORT"));
        String config = Files.readString(monitoring.resolve("prometheus.yml"))
                .replaceAll("(scrape|evaluation)_interval: 15s", "$1_interval: 1s")
                .replace("gateway-1.internal:50052, gateway-2.internal:50052", "127.0.0.1:" + (base + 9))
                .replace("metadata-1.internal:50062", "127.0.0.1:" + (base + 3))
                .replace("storage-1.internal:50072", "127.0.0.1:" + (base + 5))
                .replace("membership-1.internal:50082", "127.0.0.1:" + (base + 1))
                .replace("worker-1.internal:50092", "127.0.0.1:" + (base + 6));
        assertThat(config).doesNotContain(".internal");
        Files.writeString(folder.resolve("prometheus.yml"), config);
        Files.copy(monitoring.resolve("alerts.yml"), folder.resolve("alerts.yml"));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "prometheus.log"))
                .start();
    }

    private static List<String> expressions() throws IOException {
        try (Stream<Path> dashboards = Files.list(Repository.root().resolve("deploy/monitoring/dashboards"))) {
            return dashboards
                    .flatMap(dashboard -> EXPRESSION.matcher(read(dashboard)).results())
                    .map(found -> found.group(1).replace("\\\"", "\"").replace("$__rate_interval", "30s"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean answers(int port, String expression) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                    + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s: %s", expression, answer.body())
                    .isIn(200, 503);
            return answer.statusCode() == 200 && !answer.body().contains("\"result\":[]");
        } catch (IOException e) {
            // It has not begun to listen.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
