package dev.anvil.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.gateway.catalogue.Credential;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hold connections and say nothing keep no place for long. */
class SilentClientsIT {
    private static final String KEY = "ANVILSILENTACCESSKEY";
    private static final String SECRET = "secretsecretsecretsecretsecretsecret0000";
    /** The gateway's patience is a second; its clock is coarse. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("--anvil.gateway.client-silence=1s");
        Credential app = gateway.store().addApp(KEY, SECRET, "*|*");
        gateway.store().addBucket("photos", app.tenant().id());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** Also through the common port, where it is relayed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoBeginsAHeadAndSaysNoMoreIsSentAway(boolean commonPort) throws IOException {
        try (RawClient client = new RawClient(commonPort ? gateway.apiPort() : gateway.s3Port())) {
            client.send("GET /photos/a HTTP/1.1\r\nHost: ");
            endsInTime(client);
        }
    }

    @Test
    void whoConnectsToTheCommonPortAndSaysNothingIsSentAway() throws IOException {
        try (RawClient client = new RawClient(gateway.apiPort())) {
            endsInTime(client);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoStopsInTheMiddleOfABodyIsSentAwayAndNothingIsStored(boolean commonPort) throws IOException {
        try (RawClient client = new RawClient(commonPort ? gateway.apiPort() : gateway.s3Port())) {
            client.send(signed("PUT", "Content-Length: 10\r\n") + "01234");
            endsInTime(client);
        }
        try (RawClient client = new RawClient(gateway.s3Port())) {
            assertThat(client.exchange(signed("GET", "")).status()).isEqualTo(404);
        }
    }

    private static String signed(String method, String headers) {
        return RawClient.signed(method, "127.0.0.1", "/photos/half", KEY, SECRET, headers);
    }

    /** Whether or not an answer says why. */
    private static void endsInTime(RawClient client) throws IOException {
        long began = System.nanoTime();
        boolean ended = false;
        while (!ended) {
            ended = client.isEnded();
        }
        assertThat(System.nanoTime() - began).isLessThan(LIMIT_NANOS);
    }
}
