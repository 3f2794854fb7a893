package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.peer.Node;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Six nodes with a drive each, all started at once on empty databases: on request, by {@code -Danvil.cluster.nodes=6}, because six
 * JVMs beside each other want an idle machine. {@code -Danvil.cluster.long=true} adds what takes longer: a longer sleep, and a
 * restart of the whole cluster. Bounds are multiplied by {@code -Danvil.patience}.
 */
@EnabledIfSystemProperty(named = "anvil.cluster.nodes", matches = "6")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SixNodesIT {
    private static final int NODES = 6;
    private static final Duration ALL_UP = Duration.ofSeconds(5);
    private static final Duration DOWN = Duration.ofSeconds(15);
    private static final int SLEEP_SECONDS = Boolean.getBoolean("anvil.cluster.long") ? 30 : 6;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static List<ClusterNode> nodes = new ArrayList<>();
    private static Map<String, byte[]> objects = new LinkedHashMap<>();
    private static Map<String, Set<String>> drivesByNode = new HashMap<>();

    @BeforeAll
    static void startAllAtOnce() throws IOException, SQLException {
        postgres = ClusterDatabases.start();
        Map<String, String> environment =
                ClusterDatabases.settings("127.0.0.1", postgres.getPort(), "six-1", "six nodes share this secret");
        for (int i = 1; i <= NODES; i++) {
            nodes.add(new ClusterNode(folder.resolve("node-" + i), environment, "--drives", "1"));
        }
        String all = nodes.stream().map(ClusterNode::clusterAddress).collect(Collectors.joining(","));
        nodes.forEach(node -> node.set("BOOTSTRAP_ADDRS", all));
        nodes.forEach(ClusterNode::launch);
        nodes.forEach(ClusterNode::awaitReady);
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.parallelStream().forEach(ClusterNode::close);
        postgres.close();
        nodes = new ArrayList<>();
        objects = new LinkedHashMap<>();
        drivesByNode = new HashMap<>();
    }

    @Test
    @Order(1)
    void allSeeSix() {
        awaitEverywhere("all see six", ALL_UP, nodes, Map.of("up", 6L));
        assertThat(nodes.stream().map(ClusterNode::keys).distinct()).hasSize(1);
        drivesByNode = drives(nodes.getFirst());
        try (S3Client s3 = nodes.getFirst().client()) {
            s3.createBucket(b -> b.bucket("six"));
            for (int i = 0; i < 6; i++) {
                put(s3, "small-" + i, SomeBytes.of(i, 10_000));
                put(s3, "large-" + i, SomeBytes.of(100 + i, (1 << 20) + i));
            }
        }
        readEverything(nodes.getLast());
    }

    @Test
    @Order(2)
    void twoAreKilledAndComeBack() {
        List<ClusterNode> dead = nodes.subList(4, 6);
        List<ClusterNode> living = nodes.subList(0, 4);
        dead.forEach(ClusterNode::kill);
        readEverything(living.get(1));
        Waiting.until("writes go on", Duration.ofSeconds(5), () -> canPut(living.get(2), "after-" + System.nanoTime()));
        awaitEverywhere("two are down everywhere", DOWN, living, Map.of("up", 4L, "down", 2L));
        for (int i = 0; i < 4; i++) {
            assertThat(canPut(living.get(i), "while-two-are-down-" + i)).isTrue();
        }
        readEverything(living.get(3));

        dead.forEach(ClusterNode::launch);
        dead.forEach(ClusterNode::awaitReady);
        awaitEverywhere("both are back", ALL_UP, nodes, Map.of("up", 6L));
        assertThat(drives(nodes.getFirst())).as("no identity was lost").isEqualTo(drivesByNode);
        readEverything(dead.getFirst());
    }

    @Test
    @Order(3)
    void whoSleepsIsSuspectedAndRefutes() {
        ClusterNode sleeper = nodes.get(3);
        List<ClusterNode> others =
                nodes.stream().filter(node -> node != sleeper).toList();
        String sleeperId = nodeIdOf(sleeper);
        long before = nodes.getFirst().shardsOn(sleeperId);
        assertThat(before).isPositive();
        sleeper.signal("STOP");
        try {
            Waiting.until(
                    "the sleeper is suspect or down",
                    Duration.ofSeconds(5),
                    () -> nodes.getFirst().counts().equals(Map.of("up", 5L, "suspect", 1L))
                            || nodes.getFirst().counts().equals(Map.of("up", 5L, "down", 1L)));
            for (int i = 0; i < 4; i++) {
                assertThat(canPut(nodes.getFirst(), "while-one-sleeps-" + i)).isTrue();
            }
            assertThat(nodes.getFirst().shardsOn(sleeperId))
                    .as("who is suspect gets nothing new")
                    .isEqualTo(before);
            long awake = System.nanoTime() + Duration.ofSeconds(SLEEP_SECONDS).toNanos();
            do {
                readEverything(nodes.get(1));
            } while (System.nanoTime() < awake);
        } finally {
            sleeper.signal("CONT");
        }
        awaitEverywhere("the sleeper is back", Duration.ofSeconds(10), others, Map.of("up", 6L));
        awaitEverywhere("and blames nobody", Duration.ofSeconds(5), List.of(sleeper), Map.of("up", 6L));
    }

    @Test
    @Order(4)
    @EnabledIfSystemProperty(named = "anvil.cluster.long", matches = "true")
    void allAreStoppedAndStartedInAnyOrder() {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("order by -Danvil.seed=" + seed);
        nodes.parallelStream().forEach(ClusterNode::close);
        List<ClusterNode> order = new ArrayList<>(nodes);
        Collections.shuffle(order, new Random(seed));
        order.forEach(ClusterNode::launch);
        order.forEach(ClusterNode::awaitReady);
        awaitEverywhere("all are back", ALL_UP, nodes, Map.of("up", 6L));
        assertThat(drives(nodes.getFirst())).isEqualTo(drivesByNode);
        readEverything(order.getLast());
    }

    private static String nodeIdOf(ClusterNode node) {
        int api = node.apiEndpoint().getPort();
        return node.view().nodes().stream()
                .filter(seen -> seen.address().endsWith(":" + api))
                .findFirst()
                .orElseThrow(() -> new AssertionError(node + " is not in its own view"))
                .nodeId();
    }

    private static void awaitEverywhere(
            String what, Duration bound, List<ClusterNode> where, Map<String, Long> counts) {
        Waiting.until(
                what, bound, () -> where.stream().allMatch(node -> node.counts().equals(counts)));
    }

    private static Map<String, Set<String>> drives(ClusterNode node) {
        return node.view().nodes().stream()
                .collect(Collectors.toMap(
                        Node::nodeId,
                        seen -> seen.drives().stream().map(Node.Drive::driveId).collect(Collectors.toSet())));
    }

    private static boolean canPut(ClusterNode node, String key) {
        try (S3Client s3 = node.client()) {
            put(s3, key, SomeBytes.of(key.hashCode(), 200_000));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }

    private static void put(S3Client s3, String key, byte[] bytes) {
        s3.putObject(b -> b.bucket("six").key(key), RequestBody.fromBytes(bytes));
        objects.put(key, bytes);
    }

    private static void readEverything(ClusterNode node) {
        try (S3Client s3 = node.client()) {
            objects.forEach((key, bytes) -> assertThat(
                            s3.getObjectAsBytes(b -> b.bucket("six").key(key)).asByteArray())
                    .as("%s by %s", key, node)
                    .isEqualTo(bytes));
        }
    }
}
