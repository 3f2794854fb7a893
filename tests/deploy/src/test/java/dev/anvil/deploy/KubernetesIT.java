package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.ReleaseHistory;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chart, installed, upgraded, rolled back and removed by Helm at Kubernetes' own API server, which validates and defaults
 * every object and keeps it in an etcd. Nobody runs pods there. On request: {@code -Danvil.kubernetes=PATH} of a kube-apiserver;
 * etcd is on the PATH.
 */
@EnabledIfSystemProperty(named = "anvil.kubernetes", matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KubernetesIT {
    private static final String NAMESPACE = "s3";
    private static final String RELEASE = "anvil";
    private static final Path GOLDEN = Path.of("src/test/resources/golden/defaults.yaml");

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static Path chart;
    private static Map<String, String> firstSecrets = Map.of();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = ApiServer.start(Path.of(System.getProperty("anvil.kubernetes")), folder);
        chart = FittingChart.of(server.version(), folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void everyObjectIsTakenByTheServer() throws IOException {
        install();
        List<HasMetadata> rendered = Chart.objects(FittingChart.inWordsOf(server.version(), DeployFolder.read(GOLDEN)));
        assertThat(rendered).hasSizeGreaterThan(20);
        assertThat(rendered)
                .filteredOn(object -> !annotations(object).containsKey("helm.sh/hook"))
                .allSatisfy(object -> assertThat(
                                client().resource(object).inNamespace(NAMESPACE).get())
                        .as("%s %s", object.getKind(), object.getMetadata().getName())
                        .isNotNull());
        firstSecrets = secrets();
        assertThat(firstSecrets).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    @Order(2)
    void anUpgradeChangesWhatItSaysAndKeepsTheSecrets() throws IOException {
        upgrade().set("gateway.replicas", 4).set("storage.replicas", 7).call();
        assertThat(gateways()).isEqualTo(4);
        assertThat(storageNodes()).isEqualTo(7);
        assertThat(secrets()).isEqualTo(firstSecrets);
    }

    @Test
    @Order(3)
    void fewerStorageNodesAreRefusedAndNothingIsChanged() throws IOException {
        UpgradeCommand fewer = upgrade().set("gateway.replicas", 2).set("storage.replicas", 6);
        assertThatThrownBy(fewer::call).hasMessageContaining("storage.allowScaleDown");
        assertThat(gateways()).isEqualTo(4);
        assertThat(storageNodes()).isEqualTo(7);
    }

    /** Volumes of a StatefulSet cannot be changed: by then other objects are. */
    @Test
    @Order(4)
    void anUpgradeThatTheServerRefusesIsRolledBack() throws IOException {
        UpgradeCommand refused = upgrade()
                .set("gateway.replicas", 5)
                .set("storage.replicas", 7)
                .set("storage.drives.size", "7Gi")
                .atomic()
                .withTimeout(5);
        // It also waits for pods, which nobody runs here, and says that it did so in vain.
        assertThatThrownBy(refused::call).hasMessageContaining("updates to statefulset spec");
        assertThat(gateways()).isEqualTo(4);
        assertThat(storageNodes()).isEqualTo(7);
        assertThat(secrets()).isEqualTo(firstSecrets);
        List<ReleaseHistory> history = Helm.history(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .call();
        // The one that was refused, and the way back.
        assertThat(history.getLast().getRevision()).isEqualTo(4);
    }

    @Test
    @Order(5)
    void secretsOutliveTheReleaseAndAreTakenAgain() throws IOException {
        Helm.uninstall(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .call();
        assertThat(client().apps().deployments().inNamespace(NAMESPACE).list().getItems())
                .isEmpty();
        assertThat(secrets()).isEqualTo(firstSecrets);
        install();
        assertThat(secrets()).isEqualTo(firstSecrets);
    }

    private static void install() throws IOException {
        new Helm(chart)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .createNamespace()
                .withKubeConfig(server.kubeconfig())
                .call();
    }

    private static UpgradeCommand upgrade() throws IOException {
        return new Helm(chart)
                .upgrade()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(server.kubeconfig());
    }

    private static KubernetesClient client() {
        return server.client();
    }

    private static int gateways() {
        return client().apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("anvil-gateway")
                .get()
                .getSpec()
                .getReplicas();
    }

    private static int storageNodes() {
        return client().apps()
                .statefulSets()
                .inNamespace(NAMESPACE)
                .withName("anvil-storage")
                .get()
                .getSpec()
                .getReplicas();
    }

    private static Map<String, String> secrets() {
        Secret secret = client().secrets()
                .inNamespace(NAMESPACE)
                .withName("anvil-secrets")
                .get();
        return Map.copyOf(secret.getData());
    }

    private static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
