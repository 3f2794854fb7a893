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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compose files, up as they are but for their ports, from images that ImagesIT has built. On request:
 * {@code -Danvil.compose=true}, with COMPOSE=docker-compose or whatever it is called, and DOCKER_HOST where it speaks to podman's
 * socket. Containers must find each other by name: for podman netavark and aardvark-dns.
 */
@EnabledIfSystemProperty(named = "anvil.compose", matches = "true")
class ComposeIT {
    private static final Duration ONE_MACHINE = Duration.ofMinutes(3);
    /** Twenty containers that all start at once. */
    private static final Duration CLUSTER = Duration.ofMinutes(6);

    /** Of a host, by default. */
    private static final int DRIVES = 6;

    private static final String OBJECT = "kept by containers";

    /** Written when the first start has made its keys, a moment after the gateway is ready. */
    private static final String AWAIT_KEYS =
            "for i in $(seq 300); do [ -e /data/anvil.env ] && break; sleep 0.2; done; cat /data/anvil.env";

    private static final Keys CLUSTER_KEYS =
            new Keys("ABCDEFGHIJKLMNOPQRST", "abcdefghijklmnopqrstabcdefghijklmnopqrst");

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("ANVIL_IMAGES", "localhost/anvil"),
            Map.entry("ANVIL_TAG", "it"),
            Map.entry("ANVIL_CLUSTER_SECRET", "these containers share this secret"),
            Map.entry("JWT_SECRET", "0123456789abcdef".repeat(4)),
            Map.entry("ANVIL_SECRET_ENCRYPTION_KEY", "00112233445566778899aabbccddeeff".repeat(2)),
            Map.entry("POSTGRES_PASSWORD", "abcdef"),
            Map.entry("ANVIL_ADMIN_CLIENT_ID", CLUSTER_KEYS.id()),
            Map.entry("ANVIL_ADMIN_CLIENT_SECRET", CLUSTER_KEYS.secret()));

    private static final String COMPOSE = System.getenv().getOrDefault("COMPOSE", "");

    @TempDir
    Path folder;

    private record Keys(String id, String secret) {
        static Keys in(String file) {
            return new Keys(value(file, "AWS_ACCESS_KEY_ID"), value(file, "AWS_SECRET_ACCESS_KEY"));
        }

        private static String value(String file, String name) {
            Matcher found = Pattern.compile(name + "='?([^'\\s]+)").matcher(file);
            assertThat(found.find()).as("%s in %s", name, file).isTrue();
            return found.group(1);
        }
    }

    /** Where a gateway is reached from here. */
    private record Door(int s3, int api) {
        static Door free() throws IOException {
            return new Door(Commands.freePort(), Commands.freePort());
        }
    }

    @BeforeAll
    static void composeIsThere() {
        assumeTrue(!COMPOSE.isBlank(), "COMPOSE does not say what docker compose is called here");
    }

    @Test
    void theSuiteOfOneMachineComesUpAtOnceAndServes() throws Exception {
        Door door = Door.free();
        try (ComposeProject project = project("one", "all-in-one.yml", ports(door), Map.of())) {
            awaitReady(project.up(), door, ONE_MACHINE);
            Keys keys = Keys.in(project.run("exec", "-T", "anvil", "sh", "-c", AWAIT_KEYS));
            putAndGet(door, keys, "first");
        }
    }

    @Test
    void theClusterComesUpAtOnceServesAndIsScaled() throws Exception {
        Door door = Door.free();
        try (ComposeProject project = project("cluster", "cluster.yml", ports(door), Map.of())) {
            awaitReady(project.up(), door, CLUSTER);
            // Ready it is with fewer.
            Commands.await(CLUSTER, project::logs, () -> upWith("storage", door, CLUSTER_KEYS) == 6);
            putAndGet(door, CLUSTER_KEYS, "first");
            project.up("--scale", "gateway=4");
            assertThat(project.containers("gateway")).isEqualTo(4);
            Set<String> hosts = new HashSet<>();
            Commands.await(CLUSTER, project::logs, () -> {
                hosts.add(answeringGateway(door));
                return hosts.size() == 4;
            });
            assertThat(anvil(door, CLUSTER_KEYS, "object", "get", "first/hello", "-"))
                    .contains(OBJECT);
        }
    }

    /** Each with an address of its own, as two hosts have. The databases are those of another project. */
    @Test
    void aSecondHostJoinsTheFirst() throws Exception {
        String subnet = "10.91.7.";
        Map<String, String> withSubnet = new HashMap<>(ports(Door.free()));
        withSubnet.put(
                "volumes:\n  postgres-global:",
                "networks:\n  default:\n    ipam:\n      config:\n        - subnet: " + subnet
                        + "0/24\n\nvolumes:\n  postgres-global:");
        Door first = Door.free();
        Door second = Door.free();
        try (ComposeProject databases = project("databases", "cluster.yml", withSubnet, Map.of())) {
            databases.up("postgres-global", "postgres-regional");
            try (ComposeProject a = host("a", subnet + "11", first, "");
                    ComposeProject b = host("b", subnet + "12", second, "/ip4/" + subnet + "11/udp/7443/quic-v1")) {
                awaitReady(a.up(), first, ONE_MACHINE);
                Keys keys = Keys.in(
                        a.run("exec", "-T", "anvil", "sh", "-c", AWAIT_KEYS.replace("/data/", "/var/lib/anvil/")));
                anvil(first, keys, "bucket", "create", "before");
                awaitReady(b.up(), second, ONE_MACHINE);
                for (Door door : new Door[] {first, second}) {
                    Commands.await(ONE_MACHINE, b::logs, () -> upWith("storage", door, keys) == 2);
                }
                String nodes = anvil(first, keys, "admin", "nodes", "list", "--json");
                assertThat(nodes).contains(subnet + "11", subnet + "12");
                assertThat(nodes.split("\"driveId\"", -1)).as(nodes).hasSize(1 + 2 * DRIVES);
                putAndGet(second, keys, "after");
                assertThat(anvil(first, keys, "object", "get", "after/hello", "-"))
                        .contains(OBJECT);
            }
        }
    }

    private ComposeProject host(String name, String address, Door door, String bootstrap) throws IOException {
        Map<String, String> changes = Map.of(
                "\"9000:9000\"",
                "\"127.0.0.1:" + door.s3() + ":9000\"",
                "\"50051:50051\"",
                "\"127.0.0.1:" + door.api() + ":50051\"",
                // Nobody from elsewhere: hosts reach each other's containers by their addresses.
                "      - \"7443:7443/udp\"\n",
                "",
                "      - \"50071:50071\"\n",
                "",
                "127.0.0.1:50052:",
                "127.0.0.1:" + Commands.freePort() + ":",
                "    restart: unless-stopped\n",
                "    restart: unless-stopped\n    networks:\n      default:\n        ipv4_address: " + address + "\n",
                "volumes:\n  anvil:",
                "networks:\n  default:\n    external: true\n    name: anvil-it-databases_default\n\nvolumes:\n  anvil:");
        return project(
                "host-" + name,
                "node.yml",
                changes,
                Map.of(
                        "HOST_IP",
                        address,
                        "BOOTSTRAP_ADDRS",
                        bootstrap,
                        "GLOBAL_DATABASE_URL",
                        "postgres://anvil:abcdef@postgres-global:5432/anvil_global",
                        "REGIONAL_DATABASE_URL",
                        "postgres://anvil:abcdef@postgres-regional:5432/anvil_regional"));
    }

    private ComposeProject project(String name, String file, Map<String, String> changes, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.putAll(more);
        Path own = Files.createTempDirectory(folder, name);
        return new ComposeProject(COMPOSE, "anvil-it-" + name, own, file, changes, environment);
    }

    private static Map<String, String> ports(Door door) {
        return Map.of(
                "127.0.0.1:9000:", "127.0.0.1:" + door.s3() + ":", "127.0.0.1:50051:", "127.0.0.1:" + door.api() + ":");
    }

    private static void awaitReady(ComposeProject project, Door door, Duration limit)
            throws IOException, InterruptedException {
        Commands.await(limit, project::logs, () -> Commands.isReady(door.s3()));
    }

    private void putAndGet(Door door, Keys keys, String bucket) throws IOException, InterruptedException {
        Path file = folder.resolve("object");
        Files.writeString(file, OBJECT);
        anvil(door, keys, "bucket", "create", bucket);
        anvil(door, keys, "object", "put", file.toString(), bucket + "/hello");
        assertThat(anvil(door, keys, "object", "get", bucket + "/hello", "-")).contains(OBJECT);
    }

    private static long upWith(String role, Door door, Keys keys) throws IOException, InterruptedException {
        return anvil(door, keys, "admin", "nodes", "list")
                .lines()
                .filter(line -> line.contains(" up ") && line.contains(role))
                .count();
    }

    /** By its name in an answer of S3. */
    private static String answeringGateway(Door door) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.s3() + "/first/hello"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("x-amz-id-2")
                    .orElseThrow();
        }
    }

    private static String anvil(Door door, Keys keys, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = DeployFolder.root().resolveSibling("anvil").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Commands.run(
                Map.of(
                        "ANVIL_ENDPOINT",
                        "http://127.0.0.1:" + door.api(),
                        "AWS_ACCESS_KEY_ID",
                        keys.id(),
                        "AWS_SECRET_ACCESS_KEY",
                        keys.secret()),
                command);
    }
}
