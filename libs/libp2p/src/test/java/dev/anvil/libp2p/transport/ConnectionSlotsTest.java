package dev.anvil.libp2p.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ConnectionSlotsTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final ConnectionSlots slots = new ConnectionSlots(
            new QuicLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 10, 10, 1, 4, 2, 3));

    @Test
    void oneAddressDoesNotTakeEverything() {
        assertThat(slots.tryAccept(ONE)).isTrue();
        assertThat(slots.tryAccept(ONE)).isTrue();
        assertThat(slots.tryAccept(ONE)).isFalse();
        assertThat(slots.tryAccept(OTHER)).isTrue();
        slots.closed(ONE);
        slots.handshakeOver();
        assertThat(slots.tryAccept(ONE)).isTrue();
    }

    @Test
    void handshakesAreFewerThanConnections() {
        slots.tryAccept(ONE);
        slots.tryAccept(ONE);
        slots.tryAccept(OTHER);
        assertThat(slots.tryAccept(OTHER)).isFalse();
        slots.handshakeOver();
        assertThat(slots.tryAccept(OTHER)).isTrue();
        slots.handshakeOver();
        assertThat(slots.tryAccept(InetAddress.ofLiteral("192.0.2.3"))).isFalse();
    }
}
