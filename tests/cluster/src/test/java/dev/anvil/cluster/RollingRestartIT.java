package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Six nodes in three zones, two of them behind a proxy, clients that never stop: every process is stopped and started again, one
 * after the other, as an upgrade does it, and then a whole zone is lost. A campaign, because six JVMs
 * beside each other want an idle machine. With {@code -Danvil.previous=FOLDER}, a checkout of an older version that is built, it
 * is an upgrade: all begin as the older, and until the last restart old and new stand side by side.
 */
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {
    private static final int NODES = 6;
    private static final List<String> ZONES = List.of("a", "b", "c");
    private static final Duration ALL_UP = Duration.ofSeconds(60);
    /** The drain's delay, and what one JVM of six needs. */
    private static final Duration SOON = Duration.ofSeconds(12);

    private static final String BUCKET = "rolling";

    @TempDir
    static Path folder;

    private static final Path PREVIOUS =
            Path.of(System.getProperty("anvil.previous", Repository.root().toString()));

    private static EmbeddedPostgres postgres;
    private static final List<ClusterNode> nodes = new ArrayList<>();
    private static BehindProxy proxy;

    @BeforeAll
    static void start() throws IOException, SQLException {
        assumeTrue(ProxyKind.HAPROXY.isInstalled(), "HAProxy is not installed");
        assumeTrue(Tool.isInstalled("openssl"), "openssl is not installed, which makes the proxy's certificate");
        postgres = ClusterDatabases.start();
        Map<String, String> environment = new HashMap<>(
                ClusterDatabases.settings("127.0.0.1", postgres.getPort(), "rolling-1", "six nodes share this secret"));
        environment.put("ANVIL_DRAIN_DELAY", "3s");
        for (int i = 0; i < NODES; i++) {
            ClusterNode node = new ClusterNode(folder.resolve("node-" + (i + 1)), environment, "--drives", "1");
            node.set("ANVIL_ZONE", ZONES.get(i % ZONES.size()));
            nodes.add(node.of(PREVIOUS));
        }
        String all = nodes.stream().map(ClusterNode::clusterAddress).collect(Collectors.joining(","));
        nodes.forEach(node -> node.set("BOOTSTRAP_ADDRS", all));
        nodes.forEach(ClusterNode::launch);
        nodes.forEach(ClusterNode::awaitReady);
        awaitAllUp();
        List<ClusterNode> gateways = nodes.subList(0, 2);
        proxy = BehindProxy.start(
                ProxyKind.HAPROXY,
                folder.resolve("proxy"),
                nodes.getFirst(),
                new ProxyKind.Gateways(
                        ports(gateways, ClusterNode::s3Endpoint), ports(gateways, ClusterNode::apiEndpoint)),
                TestCertificate.make(folder.resolve("tls")));
        try (S3Client s3 = proxy.client()) {
            s3.createBucket(b -> b.bucket(BUCKET));
            s3.putObject(b -> b.bucket(BUCKET).key("read"), RequestBody.fromBytes(SomeBytes.of(3, 300_000)));
        }
    }

    private static List<Integer> ports(List<ClusterNode> gateways, Function<ClusterNode, URI> endpoint) {
        return gateways.stream().map(endpoint).map(URI::getPort).toList();
    }

    @AfterAll
    static void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        nodes.parallelStream().forEach(ClusterNode::close);
        nodes.clear();
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    @Order(1)
    void everyProcessIsRestartedUnderLoadAndNoRequestFails() {
        try (S3Client s3 = proxy.client()) {
            try (ClientLoad load = ClientLoad.start(3, (client, round) -> work(s3, client, round))) {
                load.awaitRounds(20);
                for (ClusterNode node : nodes) {
                    node.close();
                    load.awaitRounds(10);
                    node.of(Repository.root()).launch().awaitReady();
                    awaitAllUp();
                    assertThat(load.failures())
                            .as("restart of %s: %s", node, proxy.said())
                            .isEmpty();
                }
                load.awaitRounds(20);
                assertThat(load.failures()).isEmpty();
            }
        }
    }

    @Test
    @Order(2)
    void aWholeZoneIsLostAndNoRequestFails() {
        try (S3Client s3 = proxy.client();
                ClientLoad load = ClientLoad.start(3, (client, round) -> work(s3, client, round))) {
            load.awaitRounds(20);
            // The last zone has no gateway that the proxy knows.
            List.of(nodes.get(2), nodes.get(5)).forEach(ClusterNode::kill);
            load.awaitRounds(60);
            assertThat(load.failures()).as("without a zone: %s", proxy.said()).isEmpty();
        }
    }

    /** Gateways of others have streams to its drives, which it ends itself: an upgrade need not wait for the server's grace. */
    @Test
    @Order(3)
    void whoStopsIsGoneSoon() {
        ClusterNode stopping = nodes.get(1);
        long began = System.nanoTime();
        stopping.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    private static void awaitAllUp() {
        Waiting.until(
                "all are up everywhere",
                ALL_UP,
                () -> nodes.stream().allMatch(node -> node.counts().equals(Map.of("up", (long) NODES))));
    }

    private static void work(S3Client s3, int client, int round) {
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key("read")).asByteArray())
                .isEqualTo(SomeBytes.of(3, 300_000));
        String key = "written-" + client + "-" + round;
        byte[] bytes = SomeBytes.of(key.hashCode(), 100_000);
        s3.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
        assertThat(s3.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray())
                .isEqualTo(bytes);
    }
}
