package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The chart in a cluster that runs its pods, while a client puts and gets. On request: {@code -Danvil.kubeconfig=PATH} of a cluster
 * for trying things out, whose nodes have the images of the chart, or get them, and whose default storage class makes volumes. The
 * namespace {@code anvil-it} is this test's own.
 */
@EnabledIfSystemProperty(named = "anvil.kubeconfig", matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PodsIT {
    private static final Path KUBECONFIG = Path.of(System.getProperty("anvil.kubeconfig", ""));
    private static final String NAMESPACE = "anvil-it";
    private static final String RELEASE = "anvil";
    private static final int SECONDS_FOR_ALL = 900;
    private static final int SECONDS_IN_VAIN = 45;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static Cluster cluster;
    private static LoadPod load;

    @BeforeAll
    static void start() {
        cluster = new Cluster(KUBECONFIG, NAMESPACE);
        load = new LoadPod(cluster);
    }

    @AfterAll
    static void stop() {
        cluster.deleteNamespace();
        cluster.close();
    }

    @Test
    @Order(1)
    void everyPodBecomesReady() throws Exception {
        new Helm(DeployFolder.chart())
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .createNamespace()
                .withKubeConfig(KUBECONFIG)
                .withValuesFile(small())
                .set("storage.replicas", 8)
                .set("storage.admissionPolicy", true)
                .set("gateway.adminApi", true)
                .waitReady()
                .withTimeout(SECONDS_FOR_ALL)
                .call();
        assertThat(ready()).hasSize(18);
        load.start();
        load.goesOnWithoutAFailure();
    }

    @Test
    @Order(2)
    void theChartsOwnTestPutsAndGets() {
        Release tested = Helm.test(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .withTimeout(SECONDS_FOR_ALL)
                .call();
        assertThat(tested.getStatus()).isEqualTo("deployed");
    }

    @Test
    @Order(3)
    void aKilledPodComesBackWithItsDrive() throws Exception {
        String drive = cluster.anvil("admin", "nodes", "list");
        Pod killed = cluster.pod("anvil-storage-3");
        cluster.kill("anvil-storage-3");
        cluster.await(
                LIMIT,
                () -> cluster.pod("anvil-storage-3") != null
                        && !uid(cluster.pod("anvil-storage-3")).equals(uid(killed))
                        && cluster.isReady("anvil-storage-3"));
        assertThat(nodeId(cluster.anvil("admin", "nodes", "list"), 3)).isEqualTo(nodeId(drive, 3));
        load.goesOnWithoutAFailure();
    }

    @Test
    @Order(4)
    void nodesThatHaveObjectsAreNotTakenAway() {
        UpgradeCommand fewer = upgrade(6);
        assertThatThrownBy(fewer::call).hasMessageContaining("storage.allowScaleDown");
        assertThatThrownBy(() -> cluster.scale("anvil-storage", 6))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("out of reach");
        assertThat(cluster.replicas("anvil-storage")).isEqualTo(8);
    }

    @Test
    @Order(5)
    void drainedNodesGo() throws Exception {
        String nodes = cluster.anvil("admin", "nodes", "list");
        for (int node : List.of(7, 6)) {
            cluster.anvil("admin", "nodes", "drain", nodeId(nodes, node), "--wait");
            cluster.anvil("admin", "nodes", "decommission", nodeId(nodes, node));
        }
        upgrade(6).set("storage.allowScaleDown", true).call();
        cluster.await(LIMIT, () -> cluster.pod("anvil-storage-6") == null && cluster.pod("anvil-storage-7") == null);
        load.goesOnWithoutAFailure();
    }

    @Test
    @Order(6)
    void anUpgradeThatCannotStartIsRolledBack() throws Exception {
        UpgradeCommand missing =
                upgrade(6).set("image.tag", "there-is-no-such-version").atomic().withTimeout(SECONDS_IN_VAIN);
        assertThatThrownBy(missing::call).hasMessageContaining("rolled back");
        cluster.await(LIMIT, () -> ready().size() == 16 && cluster.pods().size() == 17);
        load.goesOnWithoutAFailure();
    }

    /** Another format of logs is another environment of every pod. */
    @Test
    @Order(7)
    void everyServiceIsReplacedWhileClientsGoOn() throws Exception {
        Set<String> before = uids();
        upgrade(6).set("logFormat", "ecs").set("gateway.replicas", 3).call();
        // Of the bundled PostgreSQL nothing changes.
        cluster.await(LIMIT, () -> uids().stream().filter(before::contains).count() == 1 && ready().size() == 17);
        load.goesOnWithoutAFailure();
    }

    @Test
    @Order(8)
    void volumesAndSecretsOutliveTheRelease() throws Exception {
        long claims = cluster.claims();
        String key = cluster.secret("encryption-key");
        Helm.uninstall(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .call();
        cluster.await(LIMIT, () -> ready().isEmpty());
        assertThat(cluster.claims()).isEqualTo(claims);
        assertThat(cluster.secret("encryption-key")).isEqualTo(key);
    }

    private static UpgradeCommand upgrade(int storageNodes) {
        return new Helm(DeployFolder.chart())
                .upgrade()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(KUBECONFIG)
                .withValuesFile(small())
                .set("storage.replicas", storageNodes)
                .set("storage.admissionPolicy", true)
                .set("gateway.adminApi", true)
                .waitReady()
                .withTimeout(SECONDS_FOR_ALL);
    }

    private static Path small() {
        return DeployFolder.chart().resolve("values-small.yaml");
    }

    /** Of the release, whatever runs beside it. */
    private static List<Pod> ready() {
        return cluster.pods().stream()
                .filter(pod -> pod.getMetadata().getLabels() != null
                        && RELEASE.equals(pod.getMetadata().getLabels().get("app.kubernetes.io/instance")))
                .filter(pod -> cluster.isReady(pod.getMetadata().getName()))
                .toList();
    }

    private static Set<String> uids() {
        return ready().stream().map(PodsIT::uid).collect(Collectors.toSet());
    }

    private static String uid(Pod pod) {
        return pod.getMetadata().getUid();
    }

    private static String nodeId(String nodes, int storageNode) {
        return nodes.lines()
                .filter(line -> line.contains(" anvil-storage-" + storageNode + "."))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .findFirst()
                .orElseThrow(() -> new AssertionError(nodes));
    }
}
