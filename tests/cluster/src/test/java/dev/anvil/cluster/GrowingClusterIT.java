package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.cli.peer.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** docs/operations/scaling.md as it is written: one node, a second one, and what happens when one of them goes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GrowingClusterIT {
    private static final byte[] OBJECT = SomeBytes.of(4, 2 << 20);

    @TempDir
    static Path folder;

    private static ClusterNode first;
    private static ClusterNode second;

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
    void whileANodeIsAwayItsObjectsAreReadAndItComesBackAsItself() {
        String id = idOf(second);
        second.close();
        Waiting.until(
                "the stopped node is down",
                Duration.ofSeconds(2),
                () -> first.counts().equals(Map.of("up", 1L, "down", 1L)));
        try (S3Client s3 = first.client()) {
            for (String key : List.of("before", "after")) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("grown").key(key)).asByteArray())
                        .isEqualTo(OBJECT);
            }
            s3.putObject(b -> b.bucket("grown").key("meanwhile"), RequestBody.fromBytes(OBJECT));
        }
        second.up();
        Waiting.until("it is back", Duration.ofSeconds(5), () -> first.counts().equals(Map.of("up", 2L)));
        assertThat(idOf(second)).isEqualTo(id);
        try (S3Client s3 = second.client()) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("grown").key("meanwhile"))
                            .asByteArray())
                    .isEqualTo(OBJECT);
        }
    }

    @Test
    @Order(4)
    void aNodeOfOneRoleAddsItsDrives() {
        ClusterNode third = new ClusterNode(
                folder.resolve("node-3"), shared(first), "--drives", "2", "--roles", "storage,membership");
        try (third) {
            third.up();
            Waiting.until(
                    "three nodes", Duration.ofSeconds(5), () -> first.counts().equals(Map.of("up", 3L)));
            // Its services are heard of one after the other.
            Waiting.until(
                    "a node with storage, membership and two drives",
                    Duration.ofSeconds(10),
                    () -> first.view().nodes().stream()
                            .anyMatch(node -> node.roles().equals(List.of("storage", "membership"))
                                    && node.drives().size() == 2));
        }
    }

    @Test
    @Order(5)
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
