package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the images and runs the suite from one of them, read-only and without rights. On request, since it needs podman, buildah
 * and a base image: {@code -Danvil.images=true}, with BASE, BUILD_OPTIONS and PODMAN_OPTIONS in the environment where the
 * machine wants them.
 */
@EnabledIfSystemProperty(named = "anvil.images", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImagesIT {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** Written when the first start has made its keys, a moment after the gateway is ready. */
    private static final String AWAIT_KEYS =
            "for i in $(seq 300); do [ -e /data/anvil.env ] && break; sleep 0.2; done; cat /data/anvil.env";

    private static final String CONTAINER = "anvil-images-it";

    @Test
    @Order(1)
    void theSuiteRunsFromItsImageWithoutAnyRights() throws Exception {
        assertThat(run(
                        "env",
                        "TOOL=buildah",
                        DeployFolder.root().resolve("images/build").toString(),
                        "localhost/anvil",
                        "it"))
                .contains("localhost/anvil/standalone:it");
        int s3 = freePort();
        podman("rm", "-f", "-v", CONTAINER);
        podman(
                "run",
                "-d",
                "--name",
                CONTAINER,
                "--net=host",
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=ALL",
                "--security-opt=no-new-privileges",
                "--volume=/data",
                "--env=XDG_CACHE_HOME=/data/cache",
                "localhost/anvil/standalone:it",
                "up",
                "--data",
                "/data",
                "--api",
                "127.0.0.1:" + freePort(),
                "--s3",
                "127.0.0.1:" + s3,
                "--management",
                "127.0.0.1:" + freePort(),
                "--cluster",
                "/ip4/127.0.0.1/udp/" + freePort() + "/quic-v1");
        try {
            awaitReady(s3);
            assertThat(podman("exec", CONTAINER, "id", "-u").strip()).isEqualTo("10001");
            assertThat(podman("exec", CONTAINER, "sh", "-c", AWAIT_KEYS)).contains("AWS_SECRET_ACCESS_KEY=");
        } finally {
            podman("rm", "-f", "-v", CONTAINER);
        }
    }

    /** With COMPOSE=docker-compose, or whatever it is called, and DOCKER_HOST where it speaks to podman's socket. */
    @Test
    @Order(2)
    void theComposeFileOfOneMachineComesUpAtOnce(@TempDir Path folder) throws Exception {
        String compose = System.getenv().getOrDefault("COMPOSE", "");
        assumeTrue(!compose.isBlank(), "COMPOSE does not say what docker compose is called here");
        int s3 = freePort();
        Path file = folder.resolve("all-in-one.yml");
        Files.writeString(
                file,
                Files.readString(DeployFolder.root().resolve("compose/all-in-one.yml"))
                        .replace("127.0.0.1:9000:", "127.0.0.1:" + s3 + ":")
                        .replace("127.0.0.1:50051:", "127.0.0.1:" + freePort() + ":"));
        List<String> command = List.of(
                "env",
                "ANVIL_IMAGES=localhost/anvil",
                "ANVIL_TAG=it",
                compose,
                "-p",
                "anvil-images-it",
                "-f",
                file.toString());
        run(with(command, "up", "-d"));
        try {
            awaitReady(s3);
            assertThat(run(with(command, "exec", "-T", "anvil", "sh", "-c", AWAIT_KEYS)))
                    .contains("AWS_SECRET_ACCESS_KEY=");
        } finally {
            run(with(command, "down", "-v"));
        }
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private static void awaitReady(int port) throws Exception {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + START_LIMIT.toNanos();
            while (true) {
                try {
                    if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Nobody listens yet.
                    assertThat(e).isNotNull();
                }
                assertThat(System.nanoTime()).as(podman("logs", CONTAINER)).isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static String podman(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("podman"));
        String options = System.getenv().getOrDefault("PODMAN_OPTIONS", "");
        if (!options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(Arrays.asList(arguments));
        return run(command.toArray(String[]::new));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as("%s:\n%s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
