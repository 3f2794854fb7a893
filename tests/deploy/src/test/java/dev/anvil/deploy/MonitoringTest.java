package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules and dashboards speak of metrics that the documentation explains; every alert has a runbook. */
class MonitoringTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Path FOLDER = DeployFolder.root().resolve("monitoring");
    private static final Path DOCUMENT = DeployFolder.root().resolveSibling("docs/operations/monitoring.md");
    private static final Pattern METRIC =
            Pattern.compile("\\b(anvil|hikaricp|jvm|process|grpc)_[a-z_0-9]+|\\bup\\b(?=\\{)");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|by ?\\([^)]*\\)");
    /** What Prometheus adds to the name of a timer or histogram. */
    private static final Pattern SUFFIX = Pattern.compile("_(count|sum|bucket|max)$");

    @Test
    void everyMetricThatIsUsedIsExplained() throws IOException {
        String document = DeployFolder.read(DOCUMENT);
        Set<String> unexplained = new TreeSet<>();
        for (String expression : expressions()) {
            Matcher metric = METRIC.matcher(
                    LABELS.matcher(expression).replaceAll(found -> found.group().startsWith("{") ? "{}" : ""));
            while (metric.find()) {
                String name = SUFFIX.matcher(metric.group()).replaceAll("");
                if (!document.contains("`" + name + "`")) {
                    unexplained.add(name);
                }
            }
        }
        assertThat(unexplained).isEmpty();
    }

    @Test
    void everyAlertHasARunbook() throws IOException {
        String document = DeployFolder.read(DOCUMENT);
        List<String> alerts =
                alerts().map(alert -> alert.path("alert").asText()).toList();
        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(alerts).allSatisfy(alert -> assertThat(document).contains("\n### " + alert + "\n"));
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(
                                alert.path("annotations").path("runbook").asText())
                        .isEqualTo("docs/operations/monitoring.md#"
                                + alert.path("alert").asText().toLowerCase(Locale.ROOT)));
    }

    @Test
    void everyAlertHasATest() {
        String tests = DeployFolder.read(FOLDER.resolve("alerts-test.yml"));
        assertThat(alerts().map(alert -> alert.path("alert").asText()))
                .allSatisfy(alert -> assertThat(tests).contains("- name: " + alert + "\n"));
    }

    @Test
    void alertsFireOnWhatTheyAreFor() throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed (Debian: apt install prometheus)");
        promtool("check", "config", "prometheus.yml");
        promtool("test", "rules", "alerts-test.yml");
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Stream<JsonNode> alerts() {
        return read(FOLDER.resolve("alerts.yml")).findValues("rules").stream().flatMap(JsonNode::valueStream);
    }

    private static List<String> expressions() throws IOException {
        try (Stream<Path> dashboards = Files.list(FOLDER.resolve("dashboards"))) {
            Stream<String> ofDashboards = dashboards
                    .map(MonitoringTest::read)
                    .flatMap(dashboard -> dashboard.findValuesAsText("expr").stream());
            List<String> all = Stream.concat(
                            ofDashboards,
                            alerts().map(alert -> alert.path("expr").asText()))
                    .toList();
            assertThat(all).hasSizeGreaterThan(40);
            return all;
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
