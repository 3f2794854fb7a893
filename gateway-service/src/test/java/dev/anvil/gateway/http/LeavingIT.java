package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.http.RawClient.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop says so before it refuses anybody. */
final class LeavingIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void readinessGoesDownWhileThePortIsStillOpen() throws Exception {
        TestGateway gateway = TestGateway.start("--anvil.drain.delay=2s");
        int port = gateway.s3Port();
        int management = gateway.managementPort();
        assertThat(ready(port).status()).isEqualTo(200);
        assertThat(readiness(management)).isEqualTo(200);
        Thread stopping = Thread.ofVirtual().start(gateway::close);
        Response answer = ready(port);
        for (long end = System.nanoTime() + LIMIT.toNanos(); answer.status() == 200 && System.nanoTime() < end; ) {
            answer = ready(port);
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .isEqualTo("{\"ready\":false,\"reasons\":[\"this gateway is starting or stopping\"]}\n");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(readiness(management)).isEqualTo(503);
        stopping.join();
    }

    private static Response ready(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.exchange("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n");
        }
    }

    private static int readiness(int port) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
