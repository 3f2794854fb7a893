package dev.anvil.libp2p.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.TestHosts;
import dev.anvil.libp2p.host.Host;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExchangeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BYTES = 100_000;

    @Test
    void aRequestGetsItsReply() throws Exception {
        try (TestHosts hosts = new TestHosts()) {
            Host server = hosts.start();
            Host client = hosts.start();
            new Exchange(server, "/test/1", MAX_BYTES).serve((peer, request) -> {
                assertThat(peer).isEqualTo(client.peerId());
                if (request.length == 0) {
                    throw new IllegalArgumentException("nothing asked");
                }
                return request;
            });
            Exchange exchange = new Exchange(client, "/test/1", MAX_BYTES);
            assertThatThrownBy(() -> exchange.ask(server.peerId(), new byte[1], PATIENCE))
                    .hasMessageContaining("not connected");
            client.dial(TestHosts.address(server));
            byte[] large = new byte[MAX_BYTES];
            large[7] = 7;
            assertThat(exchange.ask(server.peerId(), large, PATIENCE)).isEqualTo(large);
            for (byte i = 1; i < 50; i++) {
                assertThat(exchange.ask(server.peerId(), new byte[] {i}, PATIENCE))
                        .containsExactly(i);
            }
            assertThatThrownBy(() -> exchange.ask(server.peerId(), new byte[0], PATIENCE))
                    .isInstanceOf(ExchangeException.class);
            assertThatThrownBy(() -> new Exchange(client, "/test/2", MAX_BYTES).ask(server.peerId(), large, PATIENCE))
                    .isInstanceOf(ExchangeException.class);
        }
    }
}
