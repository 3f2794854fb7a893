package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compose files, up as they are but for their ports, from images that ImagesIT has built. On request:
 * {@code -Danvil.images=true}, with COMPOSE=docker-compose or whatever it is called, and DOCKER_HOST where it speaks to podman's
 * socket. Containers must find each other by name: for podman netavark and aardvark-dns.
 */
@EnabledIfSystemProperty(named = "anvil.images", matches = "true")
class ComposeIT {
    private static final Duration ONE_MACHINE = Duration.ofMinutes(2);
    /** Twenty containers that all start at once. */
    private static final Duration CLUSTER = Duration.ofMinutes(6);

    /** Written when the first start has made its keys, a moment after the gateway is ready. */
    private static final String AWAIT_KEYS =
            "for i in $(seq 300); do [ -e /data/anvil.env ] && break; sleep 0.2; done; cat /data/anvil.env";

    private static final String KEY_ID = "ABCDEFGHIJKLMNOPQRST";
    private static final String SECRET = "abcdefghijklmnopqrstabcdefghijklmnopqrst";

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("ANVIL_IMAGES", "localhost/anvil"),
            Map.entry("ANVIL_TAG", "it"),
            Map.entry("ANVIL_CLUSTER_SECRET", "these containers share this secret"),
            Map.entry("JWT_SECRET", "0123456789abcdef".repeat(4)),
            Map.entry("ANVIL_SECRET_ENCRYPTION_KEY", "00112233445566778899aabbccddeeff".repeat(2)),
            Map.entry("POSTGRES_PASSWORD", "abcdef"),
            Map.entry("ANVIL_ADMIN_CLIENT_ID", KEY_ID),
            Map.entry("ANVIL_ADMIN_CLIENT_SECRET", SECRET));

    private static final String COMPOSE = System.getenv().getOrDefault("COMPOSE", "");

    @TempDir
    Path folder;

    private final int s3;
    private final int api;

    ComposeIT() throws IOException {
        s3 = Commands.freePort();
        api = Commands.freePort();
    }

    @BeforeAll
    static void composeIsThere() {
        assumeTrue(!COMPOSE.isBlank(), "COMPOSE does not say what docker compose is called here");
    }

    @Test
    void theSuiteOfOneMachineComesUpAtOnce() throws Exception {
        try (ComposeProject project = project("all-in-one.yml", ports(), Map.of())) {
            awaitReady(project.up(), ONE_MACHINE);
            assertThat(project.run("exec", "-T", "anvil", "sh", "-c", AWAIT_KEYS))
                    .contains("AWS_SECRET_ACCESS_KEY=");
        }
    }

    @Test
    void theClusterComesUpAtOnceServesAndIsScaled() throws Exception {
        try (ComposeProject project = project("cluster.yml", ports(), Map.of())) {
            awaitReady(project.up(), CLUSTER);
            // Ready it is with fewer.
            Commands.await(CLUSTER, project::logs, () -> storageNodesUp() == 6);
            Path file = folder.resolve("object");
            Files.writeString(file, "kept by a cluster of containers");
            anvil("bucket", "create", "first");
            anvil("object", "put", file.toString(), "first/hello");
            assertThat(anvil("object", "get", "first/hello", "-")).contains("kept by a cluster of containers");
            project.up("--scale", "gateway=4");
            assertThat(project.containers("gateway")).isEqualTo(4);
            Set<String> hosts = new HashSet<>();
            Commands.await(CLUSTER, project::logs, () -> {
                hosts.add(answeringGateway());
                return hosts.size() == 4;
            });
            assertThat(anvil("object", "get", "first/hello", "-")).contains("kept by a cluster of containers");
        }
    }

    /** The databases are those of another project, as they would be on another host. */
    @Test
    void aNodeOfItsOwnComesUpAndServes() throws Exception {
        try (ComposeProject cluster = project("cluster.yml", ports(), Map.of())) {
            cluster.up("postgres-global", "postgres-regional");
            String network = "anvil-it-cluster_default";
            int cluster7443 = Commands.freePort();
            Map<String, String> given = Map.of(
                    "HOST_IP", "127.0.0.1",
                    "GLOBAL_DATABASE_URL", "postgres://anvil:abcdef@postgres-global:5432/anvil_global",
                    "REGIONAL_DATABASE_URL", "postgres://anvil:abcdef@postgres-regional:5432/anvil_regional");
            Map<String, String> changes = Map.of(
                    "\"9000:9000\"",
                    "\"127.0.0.1:" + s3 + ":9000\"",
                    "\"50051:50051\"",
                    "\"127.0.0.1:" + api + ":50051\"",
                    "\"7443:7443/udp\"",
                    "\"127.0.0.1:" + cluster7443 + ":7443/udp\"",
                    "\"50071:50071\"",
                    "\"127.0.0.1:" + Commands.freePort() + ":50071\"",
                    "127.0.0.1:50052:",
                    "127.0.0.1:" + Commands.freePort() + ":",
                    "volumes:\n  anvil:",
                    "volumes:\n  anvil:\nnetworks:\n  default:\n    external:\n      name: " + network);
            try (ComposeProject node = project("node.yml", changes, given)) {
                awaitReady(node.up(), ONE_MACHINE);
                assertThat(node.run("exec", "-T", "anvil", "sh", "-c", AWAIT_KEYS.replace("/data/", "/var/lib/anvil/")))
                        .contains("AWS_SECRET_ACCESS_KEY=");
            }
        }
    }

    private ComposeProject project(String file, Map<String, String> changes, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(more);
        Path own = Files.createTempDirectory(folder, "compose");
        return new ComposeProject(COMPOSE, own, file, changes, environment);
    }

    private Map<String, String> ports() {
        return Map.of("127.0.0.1:9000:", "127.0.0.1:" + s3 + ":", "127.0.0.1:50051:", "127.0.0.1:" + api + ":");
    }

    private void awaitReady(ComposeProject project, Duration limit) throws IOException, InterruptedException {
        Commands.await(limit, project::logs, () -> Commands.isReady(s3));
    }

    private long storageNodesUp() throws IOException, InterruptedException {
        return anvil("admin", "nodes", "list")
                .lines()
                .filter(line -> line.contains(" up ") && line.contains("storage"))
                .count();
    }

    /** By its name in an answer of S3. */
    private String answeringGateway() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + s3 + "/first/hello"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("x-amz-id-2")
                    .orElseThrow();
        }
    }

    private String anvil(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = DeployFolder.root().resolveSibling("anvil").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Commands.run(
                Map.of(
                        "ANVIL_ENDPOINT",
                        "http://127.0.0.1:" + api,
                        "AWS_ACCESS_KEY_ID",
                        KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        SECRET),
                command);
    }
}
