package dev.anvil.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches a node asks one port, whatever roles the node has. */
class NodeWithoutGatewayIT {
    private static final String[] DRIVES_AND_MEMBER = {"--roles", "storage,membership", "--drives", "2"};

    @TempDir
    private Path folder;

    @Test
    void healthAndTheMetricsOfAllItsServicesAreOnOnePort() throws Exception {
        try (Up up = Up.ready(folder.resolve("a"), DRIVES_AND_MEMBER)) {
            assertThat(body(up, "health")).contains("\"services\":", "\"storage-node\":\"UP\"");
            assertThat(body(up, "health/readiness")).contains("\"storage-node\":\"UP\"");
            for (String path : new String[] {"health/liveness", "health/startup", "info"}) {
                assertThat(answer(up, path).statusCode()).as(path).isEqualTo(200);
            }
            String metrics = body(up, "prometheus");
            assertThat(metrics)
                    .contains("anvil_cluster_members{service=\"membership\",state=\"up\"} 1.0")
                    .containsPattern("anvil_storage_drive_shards\\{[^}]*service=\"storage-node\"");
            assertThat(Stream.of(metrics.split("\n")).filter(line -> line.startsWith("jvm_info{")))
                    .hasSize(1);
            assertThat(up.said()).contains(up.env("ANVIL_MANAGEMENT") + "/actuator/health");
        }
    }

    @Test
    void aPortThatSomebodyChoseIsNotGivenUp() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] options = Stream.concat(
                            Stream.of(DRIVES_AND_MEMBER),
                            Stream.of("--management", "127.0.0.1:" + taken.getLocalPort()))
                    .toArray(String[]::new);
            Up up = Up.launched(folder.resolve("a"), Map.of(), options);
            assertThat(up.exitCode()).isEqualTo(2);
            assertThat(up.said()).contains("--management", "port " + taken.getLocalPort() + " is taken");
        }
    }

    private static String body(Up up, String path) throws Exception {
        return answer(up, path).body();
    }

    private static HttpResponse<String> answer(Up up, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(up.env("ANVIL_MANAGEMENT") + "/actuator/" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
