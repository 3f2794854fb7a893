package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Types of operators, which the model does not have; what we write for them is checked by the golden files only. */
    private static final Set<String> OF_OPERATORS = Set.of("Cluster", "ServiceMonitor", "PrometheusRule");

    private static FakeKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = FakeKubernetes.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @BeforeEach
    void emptyCluster() {
        cluster.isEmpty();
    }

    @Test
    void lintFindsNothing() {
        LintResult result = Chart.helm().lint().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults.yaml", "production.yaml", "zones.yaml", "second-region.yaml"})
    void everyObjectIsWhatKubernetesKnows(String values) {
        List<HasMetadata> objects = Chart.objects(Chart.render(values));
        assertThat(objects).hasSizeGreaterThan(20);
        List<String> unknown = new ArrayList<>();
        for (HasMetadata object : objects) {
            if (object instanceof GenericKubernetesResource generic) {
                assertThat(OF_OPERATORS).contains(generic.getKind());
            } else {
                unknown.addAll(StrictObject.unknownFields(object));
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(objects.stream().map(ChartTest::id)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults.yaml", "production.yaml", "zones.yaml", "second-region.yaml"})
    void rendersAsItDidWhenSomebodyLooked(String values) throws IOException {
        Path golden = Path.of("src/test/resources/golden", values);
        String rendered = Chart.render(values).strip() + "\n";
        if (Boolean.getBoolean("anvil.golden.update")) {
            Files.writeString(golden, rendered);
        }
        assertThat(rendered)
                .as("%s; when the change is meant: mvn -pl tests/deploy test -Danvil.golden.update=true", golden)
                .isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"defaults.yaml", "production.yaml"})
    void podsAreRestricted(String values) {
        List<PodSpec> pods = pods(Chart.objects(Chart.render(values))).toList();
        assertThat(pods.size()).isGreaterThanOrEqualTo(5);
        for (PodSpec pod : pods) {
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            for (Container container : pod.getContainers()) {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            }
        }
    }

    @Test
    void everyServiceHasItsOwnAccountBudgetAndProbes() {
        List<HasMetadata> objects = Chart.objects(Chart.render("defaults.yaml"));
        for (String service : List.of("gateway", "metadata", "membership", "storage", "gc-worker")) {
            assertThat(objects)
                    .anyMatch(o -> o instanceof ServiceAccount
                            && o.getMetadata().getName().equals("anvil-" + service))
                    .anyMatch(o -> o instanceof PodDisruptionBudget
                            && o.getMetadata().getName().equals("anvil-" + service));
        }
        assertThat(pods(objects).flatMap(pod -> pod.getContainers().stream()))
                .filteredOn(container -> container.getImage().startsWith("anvil/"))
                .hasSize(5)
                .allSatisfy(container -> {
                    assertThat(container.getReadinessProbe().getHttpGet().getPath())
                            .isEqualTo("/actuator/health/readiness");
                    assertThat(container.getLivenessProbe()).isNotNull();
                    assertThat(container.getStartupProbe()).isNotNull();
                });
    }

    @Test
    void fewerStorageNodesAreRefusedUntilSomebodySaysThatTheyAreEmpty() {
        cluster.hasStatefulSet("s3", "anvil-storage", 8);
        assertThatThrownBy(() -> Chart.renderWith("storage.replicas=6"))
                .hasMessageContaining("anvil-storage has 8 nodes and would get 6")
                .hasMessageContaining("drain them first");
        assertThat(Chart.renderWith("storage.replicas=9")).contains("replicas: 9");
        assertThat(Chart.renderWith("storage.replicas=6", "storage.allowScaleDown=true"))
                .contains("replicas: 6");
    }

    /** Two processors and four gibibytes, which leaves half of minikube's machine in the guide to the rest of it. */
    @Test
    void smallValuesFitASmallMachine() {
        List<HasMetadata> objects =
                Chart.objects(Chart.render(DeployFolder.chart().resolve("values-small.yaml")));
        assertThat(requested(objects, "cpu")).isLessThan(2);
        assertThat(requested(objects, "memory")).isLessThan(4L << 30);
    }

    @Test
    void secretsThatAreThereAreKept() {
        cluster.hasSecret("s3", "anvil-secrets", "cluster-secret", "dGhlIHNlY3JldCBvZiB0aGUgZmlyc3QgaW5zdGFsbA==");
        Secret secret = Chart.objects(Chart.renderWith("secrets.clusterSecret=")).stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .filter(each -> each.getMetadata().getName().equals("anvil-secrets"))
                .findFirst()
                .orElseThrow();
        assertThat(secret.getData()).containsEntry("cluster-secret", "dGhlIHNlY3JldCBvZiB0aGUgZmlyc3QgaW5zdGFsbA==");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense=1",
                "region=Not_A_Region",
                "storage.replicas=0",
                "postgresql.mode=mysql",
                "secrets.encryptionKey=abc",
                "gateway.service.type=Magic"
            })
    void whatTheChartDoesNotKnowIsRefused(String setting) {
        assertThatThrownBy(() -> Chart.renderWith(setting)).hasMessageContaining("schema");
    }

    @Test
    void externalDatabasesNeedTheirUrls() {
        assertThatThrownBy(() -> Chart.renderWith("postgresql.mode=external"))
                .hasMessageContaining("postgresql.external.globalUrl");
    }

    @Test
    void everyValueIsExplained() throws IOException {
        JsonNode values =
                YAML.readTree(DeployFolder.chart().resolve("values.yaml").toFile());
        JsonNode schema =
                YAML.readTree(DeployFolder.chart().resolve("values.schema.json").toFile());
        Set<String> unexplained = new TreeSet<>();
        explain("", values, schema, unexplained);
        assertThat(unexplained).isEmpty();
    }

    private static void explain(String path, JsonNode value, JsonNode schema, Set<String> unexplained) {
        if (schema.path("description").asText().length() < 10) {
            unexplained.add(path);
        }
        if (value.isObject() && schema.has("properties")) {
            value.properties()
                    .forEach(entry -> explain(
                            path + "." + entry.getKey(),
                            entry.getValue(),
                            schema.path("properties").path(entry.getKey()),
                            unexplained));
        }
    }

    private static double requested(List<HasMetadata> objects, String resource) {
        return objects.stream()
                .mapToDouble(object -> switch (object) {
                    case Deployment deployment ->
                        deployment.getSpec().getReplicas()
                                * requested(deployment.getSpec().getTemplate().getSpec(), resource);
                    case StatefulSet set ->
                        set.getSpec().getReplicas()
                                * requested(set.getSpec().getTemplate().getSpec(), resource);
                    default -> 0;
                })
                .sum();
    }

    private static double requested(PodSpec pod, String resource) {
        return pod.getContainers().stream()
                .map(container -> container.getResources().getRequests().get(resource))
                .mapToDouble(quantity -> quantity.getNumericalAmount().doubleValue())
                .sum();
    }

    private static Stream<PodSpec> pods(List<HasMetadata> objects) {
        return objects.stream().flatMap(object -> switch (object) {
            case Deployment deployment ->
                Stream.of(deployment.getSpec().getTemplate().getSpec());
            case StatefulSet set -> Stream.of(set.getSpec().getTemplate().getSpec());
            case Pod pod -> Stream.of(pod.getSpec());
            default -> Stream.empty();
        });
    }

    private static String id(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }
}
