package dev.anvil.deploy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Kubernetes' own API server and an etcd, without anything that would run what it is told. */
final class ApiServer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final String TOKEN = "a-token-for-this-test-only";

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();
    private final int port = Commands.freePort();
    private final KubernetesClient client;

    private ApiServer(Path binary, Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        int clients = Commands.freePort();
        int peers = Commands.freePort();
        start(
                "etcd",
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=http://127.0.0.1:" + clients,
                "--advertise-client-urls=http://127.0.0.1:" + clients,
                "--listen-peer-urls=http://127.0.0.1:" + peers,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peers,
                "--initial-cluster=default=http://127.0.0.1:" + peers);
        Path tokens = Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        Path key = signingKey();
        start(
                "apiserver",
                binary.toString(),
                "--etcd-servers=http://127.0.0.1:" + clients,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates"),
                "--token-auth-file=" + tokens,
                "--authorization-mode=RBAC",
                "--endpoint-reconciler-type=none",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key);
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withOauthToken(TOKEN)
                .withTrustCerts(true)
                .withDisableHostnameVerification(true)
                .withRequestRetryBackoffLimit(0)
                .build();
        this.client = new KubernetesClientBuilder().withConfig(config).build();
        Commands.await(START_LIMIT, this::log, this::answers);
    }

    static ApiServer start(Path binary, Path folder) throws IOException, InterruptedException {
        return new ApiServer(binary, folder);
    }

    private void start(String name, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), name + ".log"))
                .start());
    }

    private Path signingKey() throws IOException {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            byte[] encoded = keys.generateKeyPair().getPrivate().getEncoded();
            return Files.writeString(
                    folder.resolve("service-accounts.pem"),
                    "-----BEGIN PRIVATE KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(encoded)
                            + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answers() {
        for (Process process : processes) {
            if (!process.isAlive()) {
                throw new AssertionError("it ended:\n" + log());
            }
        }
        try {
            return client.namespaces().withName("default").get() != null;
        } catch (KubernetesClientException e) {
            return false;
        }
    }

    private String log() {
        return DeployFolder.read(folder.resolve("apiserver.log"));
    }

    KubernetesClient client() {
        return client;
    }

    /** The version, as in {@code 1.31}. */
    String version() {
        VersionInfo version = client.getKubernetesVersion();
        return version.getMajor() + "." + version.getMinor().replaceAll("\\D", "");
    }

    Path kubeconfig() throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: it, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                contexts: [{name: it, context: {cluster: it, user: admin}}]
                users: [{name: admin, user: {token: %s}}]
                current-context: it
                """.formatted(port, TOKEN));
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        for (Process process : processes.reversed()) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
