package dev.anvil.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Six nodes, each with an address of its own, are cut three from three; PostgreSQL stays with the first three. On request, by
 * {@code -Danvil.cluster.partition=true}, because it takes minutes and needs root for the network namespaces.
 */
@EnabledIfSystemProperty(named = "anvil.cluster.partition", matches = "true")
class PartitionIT {
    private static final Duration CONVERGED = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int NODES = 6;
    private static final List<Integer> WITH_DATABASE = List.of(0, 1, 2);
    private static final List<Integer> WITHOUT = List.of(3, 4, 5);

    /** One node with a gateway and a catalogue on either side; the others bring their drives and opinions. */
    private static final int HERE = 0;

    private static final int THERE = 3;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static Namespaces network;
    private static TcpRelay relay;
    private static List<ClusterNode> nodes = new ArrayList<>();
    private static Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private static AtomicBoolean writing = new AtomicBoolean(true);
    private static AtomicInteger refused = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        Namespaces.obstacle().ifPresent(reason -> Assumptions.abort(reason));
        network = Namespaces.of(NODES);
        postgres = ClusterDatabases.start();
        relay = new TcpRelay(network.database(), postgres.getPort());
        Map<String, String> environment =
                ClusterDatabases.settings(network.database(), relay.port(), "cut-1", "six nodes on two sides");
        for (int i = 0; i < NODES; i++) {
            List<String> more = new ArrayList<>(List.of("--drives", "1"));
            if (i != HERE && i != THERE) {
                more.addAll(List.of("--roles", "storage,membership"));
            }
            nodes.add(new ClusterNode(
                    folder.resolve("node-" + i),
                    environment,
                    network.address(i),
                    network.prefix(i),
                    more.toArray(String[]::new)));
        }
        String all = nodes.stream().map(ClusterNode::clusterAddress).collect(Collectors.joining(","));
        nodes.forEach(node -> node.set("BOOTSTRAP_ADDRS", all));
        // The slim ones have no catalogue to make, and may start together.
        nodes.get(HERE).up();
        nodes.get(THERE).up();
        List<ClusterNode> slim = nodes.stream()
                .filter(node -> node != nodes.get(HERE) && node != nodes.get(THERE))
                .toList();
        slim.forEach(ClusterNode::launch);
        slim.forEach(ClusterNode::awaitReady);
    }

    @AfterAll
    static void stop() throws Exception {
        nodes.parallelStream().forEach(ClusterNode::close);
        nodes = new ArrayList<>();
        acknowledged = ConcurrentHashMap.newKeySet();
        if (postgres != null) {
            relay.close();
            postgres.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aPartitionHealsAndNothingAcknowledgedIsLost() throws InterruptedException {
        ClusterNode here = nodes.get(HERE);
        ClusterNode there = nodes.get(THERE);
        bothSee("six", Map.of("up", 6L));
        try (S3Client s3 = here.client()) {
            s3.createBucket(b -> b.bucket("cut"));
        }
        List<Thread> writers = List.of(write(HERE), write(THERE));
        Waiting.until("writes on both sides", SOON, () -> acknowledgedBy(HERE) > 3 && acknowledgedBy(THERE) > 3);

        network.cut(WITH_DATABASE, WITHOUT);
        bothSee("three", Map.of("up", 3L, "down", 3L));
        int before = acknowledgedBy(HERE);
        int thereBefore = acknowledgedBy(THERE);
        int refusedBefore = refused.get();
        Waiting.until("the side with the database goes on", SOON, () -> acknowledgedBy(HERE) > before + 3);
        Waiting.until("the other refuses", SOON, () -> refused.get() > refusedBefore + 1);
        assertThat(acknowledgedBy(THERE)).as("acknowledged without a catalogue").isEqualTo(thereBefore);
        reads(here, newest(HERE));

        network.heal();
        bothSee("six again", Map.of("up", 6L));
        Waiting.until("writes on both sides again", SOON, () -> acknowledgedBy(THERE) > thereBefore + 3);
        writing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }
        System.out.println(acknowledged.size() + " objects acknowledged, " + refused + " puts refused");
        for (ClusterNode reader : List.of(here, there)) {
            reads(reader, acknowledged.toArray(String[]::new));
        }
    }

    private static void bothSee(String what, Map<String, Long> counts) {
        for (int node : List.of(HERE, THERE)) {
            Waiting.until(
                    nodes.get(node) + " sees " + what,
                    CONVERGED,
                    () -> nodes.get(node).counts().equals(counts));
        }
    }

    /** Puts object after object until it is told to stop. What is acknowledged must be there in the end. */
    private static Thread write(int node) {
        return Thread.ofVirtual().start(() -> {
            try (S3Client s3 = nodes.get(node).client()) {
                for (int i = 0; writing.get(); i++) {
                    String key = "%d/%06d".formatted(node, i);
                    try {
                        s3.putObject(
                                b -> b.bucket("cut")
                                        .key(key)
                                        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofSeconds(15))),
                                RequestBody.fromBytes(bytes(key)));
                        acknowledged.add(key);
                    } catch (SdkException e) {
                        refused.incrementAndGet();
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        });
    }

    /** Small ones and large ones. */
    private static byte[] bytes(String key) {
        return SomeBytes.of(key.hashCode(), key.hashCode() % 2 == 0 ? 10_000 : 300_000);
    }

    private static int acknowledgedBy(int node) {
        return (int)
                acknowledged.stream().filter(key -> key.startsWith(node + "/")).count();
    }

    private static String newest(int node) {
        return acknowledged.stream()
                .filter(key -> key.startsWith(node + "/"))
                .max(String::compareTo)
                .orElseThrow();
    }

    private static void reads(ClusterNode node, String... keys) {
        try (S3Client s3 = node.client()) {
            for (String key : keys) {
                assertThat(s3.getObjectAsBytes(b -> b.bucket("cut").key(key)).asByteArray())
                        .as("%s by %s", key, node)
                        .isEqualTo(bytes(key));
            }
        }
    }
}
