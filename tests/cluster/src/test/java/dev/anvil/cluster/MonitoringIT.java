package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
    private static final Map<String, String> QUICK = Map.of("ANVIL_RECLAIM_DELAY", "1s");
    private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:\\\\.|[^\"\\\\])*)\"");

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void everyPanelOfEveryDashboardShowsSomething() throws Exception {
        assumeTrue(Tool.isInstalled("prometheus"), "prometheus is not installed (Debian: apt install prometheus)");
        Path own = Files.createDirectories(folder.resolve("processes"));
        try (SeparateProcesses suite = SeparateProcesses.start(own.resolve("suite"), QUICK)) {
            int base = Integer.parseInt(suite.value("ANVIL_BASE_PORT"));
            check(
                    suite,
                    own,
                    file("prometheus.yml")
                            .replace("gateway-1.internal:50052, gateway-2.internal:50052", "127.0.0.1:" + (base + 9))
                            .replace("metadata-1.internal:50062", "127.0.0.1:" + (base + 3))
                            .replace("storage-1.internal:50072", "127.0.0.1:" + (base + 5))
                            .replace("membership-1.internal:50082", "127.0.0.1:" + (base + 1))
                            .replace("worker-1.internal:50092", "127.0.0.1:" + (base + 6)));
        }
    }

    /** One port has the metrics of all services, and the first job scrapes it. */
    @Test
    void theSameDashboardsShowAllOfOneProcess() throws Exception {
        assumeTrue(Tool.isInstalled("prometheus"), "prometheus is not installed (Debian: apt install prometheus)");
        Path own = Files.createDirectories(folder.resolve("process"));
        try (AllInOne suite = AllInOne.up(own.resolve("suite"), QUICK)) {
            String all = file("prometheus.yml");
            check(
                    suite,
                    own,
                    all.substring(0, all.indexOf("  - job_name: anvil-metadata"))
                            .replace(
                                    "gateway-1.internal:50052, gateway-2.internal:50052",
                                    URI.create(suite.value("ANVIL_MANAGEMENT")).getAuthority()));
        }
    }

    private void check(Suite suite, Path own, String config) throws Exception {
        int port = Repository.freePort();
        Process prometheus = prometheus(own, config, port);
        try {
            TreeSet<String> silent = new TreeSet<>(expressions());
            assertThat(silent).hasSizeGreaterThan(30);
            long end = System.nanoTime() + LIMIT.toNanos();
            for (int round = 0; !silent.isEmpty() && System.nanoTime() < end; round++) {
                work(suite, round);
                silent.removeIf(expression -> answers(port, expression));
            }
            assertThat(silent).as("expressions without any data").isEmpty();
            assertThat(get(port, "rules").body()).contains("\"health\":\"ok\"").doesNotContain("\"health\":\"err\"");
        } finally {
            prometheus.destroy();
            prometheus.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void work(Suite suite, int round) {
        String bucket = "watched-" + round;
        try (S3Client s3 = suite.client()) {
            s3.createBucket(b -> b.bucket(bucket));
            s3.putObject(b -> b.bucket(bucket).key("one"), RequestBody.fromBytes(SomeBytes.of(round, 200_000)));
            s3.getObjectAsBytes(b -> b.bucket(bucket).key("one"));
            s3.deleteObject(b -> b.bucket(bucket).key("one"));
            s3.deleteBucket(b -> b.bucket(bucket));
        }
    }

    private static Process prometheus(Path own, String config, int port) throws IOException {
        assertThat(config).doesNotContain(".internal");
        Files.writeString(
                own.resolve("prometheus.yml"),
                config.replaceAll("(scrape|evaluation)_interval: 15s", "$1_interval: 1s"));
        Files.writeString(own.resolve("alerts.yml"), file("alerts.yml"));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + own.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + own.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(own.resolve("prometheus.log").toFile())
                .start();
    }

    private static String file(String name) throws IOException {
        return Files.readString(Repository.root().resolve("deploy/monitoring").resolve(name));
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
            HttpResponse<String> answer =
                    get(port, "query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
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

    private HttpResponse<String> get(int port, String question) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + question))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
