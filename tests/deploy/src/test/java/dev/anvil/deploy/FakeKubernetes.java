package dev.anvil.deploy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** As much of a cluster as a chart can look up: some objects by their paths. KUBECONFIG, which the build sets, names it. */
final class FakeKubernetes implements AutoCloseable {
    private static final String STATEFUL_SETS = "/apis/apps/v1/namespaces/%s/statefulsets/%s";
    private static final Map<String, String> DISCOVERY = Map.of(
            "/apis/apps/v1",
            resources("apps/v1", "statefulsets", "StatefulSet"),
            "/api/v1",
            resources("v1", "secrets", "Secret"));

    private final Map<String, String> objects = new ConcurrentHashMap<>(DISCOVERY);
    private final HttpServer server;

    private FakeKubernetes(HttpServer server) {
        this.server = server;
    }

    static FakeKubernetes start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeKubernetes cluster = new FakeKubernetes(server);
            server.createContext("/", exchange -> {
                String body = cluster.objects.get(exchange.getRequestURI().getPath());
                byte[] bytes = Objects.requireNonNullElse(
                                body,
                                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(body == null ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: fake, context: {cluster: fake, user: nobody}}]
                    users: [{name: nobody, user: {}}]
                    current-context: fake
                    """.formatted(
                            server.getAddress().getPort()));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void hasStatefulSet(String namespace, String name, int replicas) {
        objects.put(STATEFUL_SETS.formatted(namespace, name), """
                {"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"%s","namespace":"%s"},"spec":{"replicas":%d}}
                """.formatted(name, namespace, replicas));
    }

    void hasSecret(String namespace, String name, String key, String base64) {
        objects.put("/api/v1/namespaces/%s/secrets/%s".formatted(namespace, name), """
                {"kind":"Secret","apiVersion":"v1","metadata":{"name":"%s","namespace":"%s"},"data":{"%s":"%s"}}
                """.formatted(
                        name, namespace, key, base64));
    }

    void isEmpty() {
        objects.clear();
        objects.putAll(DISCOVERY);
    }

    private static String resources(String version, String name, String kind) {
        return """
                {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"%s","resources":[
                {"name":"%s","singularName":"","namespaced":true,"kind":"%s","verbs":["get","list"]}]}
                """.formatted(version, name, kind);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
