package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.peer.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/** docs/operations/scaling.md as it is written: one node, a second one, and what happens when one of them goes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(named = "anvil.campaigns", matches = "true")
class GrowingClusterIT {
    private static final byte[] OBJECT = SomeBytes.of(4, 2 << 20);

    @TempDir
    static Path folder;

    private static ClusterNode first;
    private static ClusterNode second;
    private static @Nullable ClusterNode third;

    @BeforeAll
    static void startTheFirst() {
        first = new ClusterNode(folder.resolve("node-1"), Map.of(), "--drives", "2", "--init-cluster").up();
        second = new ClusterNode(folder.resolve("node-2"), shared(first), "--drives", "2");
    }

    /** What the tutorial has the operator copy: the lines of anvil.env, and where the first node is. */
    private static Map<String, String> shared(ClusterNode node) {
        Map<String, String> environment = new HashMap<>(node.env());
        environment.put("BOOTSTRAP_ADDRS", node.clusterAddress());
        return environment;
    }

    @AfterAll
    static void stop() {
        if (third != null) {
            third.close();
        }
        second.close();
        first.close();
    }

    @Test
    @Order(1)
    void aSecondNodeJoinsWithTheSecretsAndOneAddress() throws IOException {
        try (S3Client s3 = first.client()) {
            s3.createBucket(b -> b.bucket("grown"));
            s3.putObject(b -> b.bucket("grown").key("before"), RequestBody.fromBytes(OBJECT));
        }
        second.up();

        for (ClusterNode node : List.of(first, second)) {
            Waiting.until(
                    node + " sees two",
                    Duration.ofSeconds(5),
                    () -> node.counts().equals(Map.of("up", 2L)));
        }
        assertThat(second.udpPorts())
                .as("ENABLE_MDNS=false: gossip and no multicast")
                .contains(Integer.parseInt(second.clusterAddress().split("/", -1)[4]))
                .doesNotContain(5353);
        assertThat(Files.exists(second.data().resolve("postgres"))).isFalse();
        assertThat(second.keys()).isEqualTo(first.keys());
        assertThat(second.region()).isEqualTo(first.region());
        assertThat(bytesOfShards(second)).isLessThan(1 << 16);
        try (S3Client here = first.client();
                S3Client there = second.client()) {
            here.putObject(b -> b.bucket("grown").key("after"), RequestBody.fromBytes(OBJECT));
            for (String key : List.of("before", "after")) {
                assertThat(there.getObjectAsBytes(b -> b.bucket("grown").key(key))
                                .asByteArray())
                        .as(key)
                        .isEqualTo(OBJECT);
            }
        }
        assertThat(bytesOfShards(second))
                .as("half of 2+2 lies on the second node")
                .isGreaterThan(OBJECT.length / 2);
    }

    @Test
    @Order(2)
    void statusAndNodesListShowBoth() {
        String list =
                first.anvil("admin", "nodes", "list", "--json").succeeded().output();
        assertThat(list.split("\"roles\"", -1)).hasSize(3);
        assertThat(list).contains("\"state\": \"up\"", "\"capacityBytes\": ", "\"since\": \"");
        assertThat(second.anvil("status", "--json").succeeded().output())
                .contains("\"nodes\": [", "\"state\": \"up\"", "\"driveId\"");
        assertThat(second.anvil("status").succeeded().output()).contains("2 up").contains("2+2");
    }

    @Test
    @Order(3)
    void whoIsKilledIsFoundDownAndComesBackAsItself() {
        String id = idOf(second);
        second.kill();
        reads(first, "before", "after");
        Waiting.until(
                "the killed node is down",
                Duration.ofSeconds(15),
                () -> first.counts().equals(Map.of("up", 1L, "down", 1L)));
        reads(first, "before", "after");
        try (S3Client s3 = first.client()) {
            s3.putObject(b -> b.bucket("grown").key("meanwhile"), RequestBody.fromBytes(OBJECT));
        }
        // Nobody serves there: the node works, because it dials the others, and whoever comes later cannot dial it.
        second.set("PUBLIC_CLUSTER_ADDRS", "/ip4/127.0.0.1/udp/" + Repository.freePort() + "/quic-v1");
        second.up();
        Waiting.until("it is back", Duration.ofSeconds(5), () -> first.counts().equals(Map.of("up", 2L)));
        assertThat(idOf(second)).isEqualTo(id);
        reads(second, "meanwhile");
        Waiting.until(
                "its operator is warned",
                Duration.ofSeconds(20),
                () -> second.anvil("status").succeeded().output().contains("No other member reaches"));
        assertThat(read(second.data().resolve("anvil.log"))).contains("No other member reaches", "PUBLIC_ADDRS");
        assertThat(first.anvil("status").succeeded().output()).doesNotContain("WARNING  ", "No other member");
    }

    @Test
    @Order(4)
    void whoSleepsIsSuspectedAndRefutes() {
        second.signal("STOP");
        try {
            Waiting.until(
                    "the sleeper is suspect or down",
                    Duration.ofSeconds(5),
                    () -> first.counts().equals(Map.of("up", 1L, "suspect", 1L))
                            || first.counts().equals(Map.of("up", 1L, "down", 1L)));
            reads(first, "before", "after");
        } finally {
            second.signal("CONT");
        }
        for (ClusterNode node : List.of(first, second)) {
            Waiting.until(
                    node + " sees both again",
                    Duration.ofSeconds(10),
                    () -> node.counts().equals(Map.of("up", 2L)));
        }
    }

    /** Longer by {@code -Danvil.fuzz.seconds=600}. */
    @Test
    @Order(5)
    void whateverIsThrownAtANodeItsViewStaysRightAndItsMemoryBounded() throws Exception {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("hostile traffic by -Danvil.seed=" + seed);
        Footprint before = first.footprint();
        long begun = System.nanoTime();
        long end = begun
                + Duration.ofSeconds(Integer.getInteger("anvil.fuzz.seconds", 5))
                        .toNanos();
        try (HostileTraffic traffic = new HostileTraffic(first.clusterAddress(), seed)) {
            do {
                traffic.round();
                assertThat(first.counts()).isEqualTo(Map.of("up", 2L));
                assertThat(second.counts()).isEqualTo(Map.of("up", 2L));
                assertThat(first.footprint().residentBytes() - before.residentBytes())
                        .as("bytes more than before, after %s", traffic)
                        .isLessThan(256L << 20);
            } while (System.nanoTime() < end);
            assertThat(traffic.streams()).isPositive();
            assertThat(traffic.overheard()).isZero();
            Footprint after = first.footprint();
            double share = (double) after.cpu().minus(before.cpu()).toNanos() / (System.nanoTime() - begun);
            System.out.println(traffic + ": " + before + " became " + after + ", " + share + " of a core");
            assertThat(share).as("cores that strangers keep busy").isLessThan(1);
        }
        reads(first, "before", "after");
        Waiting.until(
                "the node is calm again", Duration.ofSeconds(20), () -> first.cpuShare(Duration.ofSeconds(1)) < 0.5);
    }

    @Test
    @Order(6)
    void aNodeOfOneRoleAddsItsDrives() {
        ClusterNode added = new ClusterNode(
                folder.resolve("node-3"), shared(first), "--drives", "2", "--roles", "storage,membership");
        third = added;
        added.up();
        Waiting.until("three nodes", Duration.ofSeconds(5), () -> first.counts().equals(Map.of("up", 3L)));
        // Its services are heard of one after the other.
        Waiting.until(
                "a node with storage, membership and two drives",
                Duration.ofSeconds(10),
                () -> first.view().nodes().stream()
                        .anyMatch(node -> node.roles().equals(List.of("storage", "membership"))
                                && node.drives().size() == 2));
        try (Meters meters = new Meters(added)) {
            assertThat(meters.sum("anvil_cluster_members", "state=\"up\"")).isEqualTo(3);
            assertThat(meters.sum("anvil_storage_drive_failed", "service=\"storage-node\""))
                    .isZero();
        }
        Waiting.until("its drives get new shards", Duration.ofSeconds(10), () -> {
            try (S3Client s3 = first.client()) {
                s3.putObject(b -> b.bucket("grown").key("spread"), RequestBody.fromBytes(OBJECT));
                s3.deleteObject(b -> b.bucket("grown").key("spread"));
                return bytesOfShards(added) > 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    @Order(7)
    void aNodeIsEmptiedAndTakenOut() {
        String id = idOf(second);
        Tool.Outcome tooEarly = first.anvil("admin", "nodes", "decommission", id);
        assertThat(tooEarly.status()).isNotZero();
        assertThat(tooEarly.output()).contains("drain it first");

        first.anvil("admin", "nodes", "drain", id).succeeded();
        Waiting.until(
                "it drains everywhere",
                Duration.ofSeconds(5),
                () -> first.counts().equals(Map.of("up", 2L, "draining", 1L))
                        && second.counts().equals(Map.of("up", 2L, "draining", 1L)));
        // Who says goodbye is down at once, and what an operator said holds over a restart.
        second.close();
        Waiting.until(
                "the stopped node is down",
                Duration.ofSeconds(2),
                () -> first.counts().equals(Map.of("up", 2L, "down", 1L)));
        second.up();
        Waiting.until(
                "it drains still",
                Duration.ofSeconds(5),
                () -> second.counts().equals(Map.of("up", 2L, "draining", 1L)));
        assertThat(first.anvil("admin", "nodes", "drain", id, "--wait")
                        .succeeded()
                        .output())
                .contains("is empty");
        try (S3Client s3 = second.client()) {
            s3.putObject(b -> b.bucket("grown").key("drained"), RequestBody.fromBytes(OBJECT));
        }
        assertThat(first.anvil("admin", "nodes", "shards", id, "--json")
                        .succeeded()
                        .output())
                .contains("\"shards\": 0")
                .doesNotContainPattern("\"shards\": [1-9]");

        first.anvil("admin", "nodes", "decommission", id).succeeded();
        second.close();
        Waiting.until(
                "it is out",
                Duration.ofSeconds(5),
                () -> first.counts().equals(Map.of("up", 2L, "decommissioned", 1L)));
        reads(first, "before", "after", "meanwhile", "drained");
        try (S3Client s3 = first.client()) {
            s3.putObject(b -> b.bucket("grown").key("without"), RequestBody.fromBytes(OBJECT));
        }
        reads(first, "without");
    }

    private static void reads(ClusterNode node, String... keys) {
        try (S3Client s3 = node.client()) {
            for (String key : keys) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("grown").key(key)).asByteArray())
                        .as("%s by %s", key, node)
                        .isEqualTo(OBJECT);
            }
        }
    }

    @Test
    @Order(8)
    void withAnotherSecretNobodyIsLetIn() {
        Map<String, String> wrong = shared(first);
        wrong.put("ANVIL_CLUSTER_SECRET", "a secret that the others do not have");
        ClusterNode stranger =
                new ClusterNode(folder.resolve("stranger"), wrong, "--drives", "1", "--roles", "storage,membership");
        long before = first.view().services().size();
        try (stranger) {
            stranger.launch();
            Path log = stranger.data().resolve("anvil.log");
            Waiting.until(
                    "the stranger is told why",
                    Duration.ofSeconds(30),
                    () -> read(log).contains("another ANVIL_CLUSTER_SECRET"));
            assertThat(stranger.data().resolve("anvil.env")).doesNotExist();
            assertThat(first.view().services()).hasSize((int) before);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** The node that has the drive, as the cluster knows it. */
    private static String idOf(ClusterNode node) {
        Waiting.until(
                node + " knows its own gateway",
                Duration.ofSeconds(3),
                () -> node.view().nodes().stream()
                        .anyMatch(seen -> node.value("ANVIL_ENDPOINT").endsWith(seen.address())));
        return node.view().nodes().stream()
                .filter(seen -> node.value("ANVIL_ENDPOINT").endsWith(seen.address()))
                .map(Node::nodeId)
                .findFirst()
                .orElseThrow();
    }

    private static long bytesOfShards(ClusterNode node) throws IOException {
        try (Stream<Path> files = Files.walk(node.data().resolve("drives"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
