package dev.anvil.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Builds the images and runs the suite from one of them, read-only and without rights. On request, since it needs podman, buildah
 * and a base image: {@code -Danvil.images=true}, with BASE, BUILD_OPTIONS and PODMAN_OPTIONS in the environment where the
 * machine wants them.
 */
@EnabledIfSystemProperty(named = "anvil.images", matches = "true")
class ImagesIT {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    /** Written when the first start has made its keys, a moment after the gateway is ready. */
    private static final String AWAIT_KEYS =
            "for i in $(seq 300); do [ -e /data/anvil.env ] && break; sleep 0.2; done; cat /data/anvil.env";

    private static final String CONTAINER = "anvil-images-it";

    @Test
    void theSuiteRunsFromItsImageWithoutAnyRights() throws Exception {
        assertThat(Commands.run(
                        "env",
                        "TOOL=buildah",
                        DeployFolder.root().resolve("images/build").toString(),
                        "localhost/anvil",
                        "it"))
                .contains("localhost/anvil/standalone:it");
        int s3 = Commands.freePort();
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
                "127.0.0.1:" + Commands.freePort(),
                "--s3",
                "127.0.0.1:" + s3,
                "--management",
                "127.0.0.1:" + Commands.freePort(),
                "--cluster",
                "/ip4/127.0.0.1/udp/" + Commands.freePort() + "/quic-v1");
        try {
            Commands.await(START_LIMIT, ImagesIT::logs, () -> Commands.isReady(s3));
            assertThat(podman("exec", CONTAINER, "id", "-u").strip()).isEqualTo("10001");
            assertThat(podman("exec", CONTAINER, "sh", "-c", AWAIT_KEYS)).contains("AWS_SECRET_ACCESS_KEY=");
        } finally {
            podman("rm", "-f", "-v", CONTAINER);
        }
    }

    private static String logs() {
        try {
            return podman("logs", CONTAINER);
        } catch (Exception e) {
            return "no logs: " + e;
        }
    }

    private static String podman(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("podman"));
        String options = System.getenv().getOrDefault("PODMAN_OPTIONS", "");
        if (!options.isBlank()) {
            command.addAll(List.of(options.strip().split("\\s+")));
        }
        command.addAll(Arrays.asList(arguments));
        return Commands.run(command.toArray(String[]::new));
    }
}
