package dev.anvil.deploy;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A namespace of a cluster that runs pods, and the suite in it. */
final class Cluster implements AutoCloseable {
    private static final int API_PORT = 50051;
    private static final String SECRETS = "anvil-secrets";

    private final String namespace;
    private final KubernetesClient client;

    Cluster(Path kubeconfig, String namespace) {
        this.namespace = namespace;
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(DeployFolder.read(kubeconfig)))
                .build();
    }

    void await(Duration limit, Commands.Condition condition) throws IOException, InterruptedException {
        Commands.await(limit, this::state, condition);
    }

    /** What there is, for who waited in vain. */
    private String state() {
        StringBuilder said = new StringBuilder();
        for (Pod pod : pods()) {
            said.append(pod.getMetadata().getName())
                    .append(": ")
                    .append(Serialization.asYaml(pod.getStatus().getContainerStatuses()))
                    .append('\n');
        }
        return said.toString();
    }

    List<Pod> pods() {
        return client.pods().inNamespace(namespace).list().getItems();
    }

    Pod pod(String name) {
        return client.pods().inNamespace(namespace).withName(name).get();
    }

    boolean isReady(String pod) {
        return client.pods().inNamespace(namespace).withName(pod).isReady();
    }

    String log(String pod) {
        return client.pods().inNamespace(namespace).withName(pod).getLog();
    }

    void create(String yaml) {
        client.resource(yaml).inNamespace(namespace).create();
    }

    /** At once: no signal that a process could prepare for. */
    void kill(String pod) {
        client.pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
    }

    int replicas(String statefulSet) {
        StatefulSet set = client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(statefulSet)
                .get();
        return set.getSpec().getReplicas();
    }

    /** As {@code kubectl scale} does. */
    void scale(String statefulSet, int replicas) {
        client.apps()
                .statefulSets()
                .inNamespace(namespace)
                .withName(statefulSet)
                .scale(replicas);
    }

    /** The command of this checkout, as somebody who may administer the suite. */
    String anvil(String... arguments) throws IOException, InterruptedException {
        try (LocalPortForward port = client.services()
                .inNamespace(namespace)
                .withName("anvil-gateway")
                .portForward(API_PORT)) {
            List<String> command = new ArrayList<>();
            command.add(DeployFolder.root().resolve("../anvil").normalize().toString());
            command.addAll(Arrays.asList(arguments));
            command.addAll(List.of("--endpoint", "127.0.0.1:" + port.getLocalPort()));
            return Commands.run(
                    Map.of(
                            "AWS_ACCESS_KEY_ID", secret("admin-client-id"),
                            "AWS_SECRET_ACCESS_KEY", secret("admin-client-secret")),
                    command.toArray(String[]::new));
        }
    }

    String secret(String key) {
        String encoded = client.secrets()
                .inNamespace(namespace)
                .withName(SECRETS)
                .get()
                .getData()
                .get(key);
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    long claims() {
        return client.persistentVolumeClaims()
                .inNamespace(namespace)
                .list()
                .getItems()
                .size();
    }

    void deleteNamespace() {
        client.namespaces().withName(namespace).delete();
    }

    @Override
    public void close() {
        client.close();
    }
}
