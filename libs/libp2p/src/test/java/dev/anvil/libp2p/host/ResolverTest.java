package dev.anvil.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.address.Multiaddr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResolverTest {
    private final List<InetAddress> known = new ArrayList<>();
    private final Resolver resolver = name -> {
        if (known.isEmpty()) {
            throw new UnknownHostException(name);
        }
        return known.toArray(InetAddress[]::new);
    };

    @ParameterizedTest
    @CsvSource({
        "/dns4/node-1/udp/7443/quic-v1, 203.0.113.1",
        "/dns6/node-1/udp/7443/quic-v1, 2001:db8:0:0:0:0:0:1",
        "/ip4/203.0.113.1/udp/7443/quic-v1, 203.0.113.1",
        "/ip6/2001:db8::1/udp/7443/quic-v1, 2001:db8:0:0:0:0:0:1"
    })
    void aNameGivesTheAddressesOfItsKindOnly(String address, String expected) throws UnknownHostException {
        know("203.0.113.1", "2001:db8::1");
        assertThat(resolver.resolve(Multiaddr.parse(address)))
                .extracting(socket -> socket.getAddress().getHostAddress())
                .containsExactly(expected);
    }

    @Test
    void aNameWithoutAKindGivesAllInTheirOrderWithThePort() throws UnknownHostException {
        know("2001:db8::1", "203.0.113.1");
        assertThat(resolver.resolve(Multiaddr.parse("/dns/node-1/udp/7443/quic-v1")))
                .containsExactly(
                        new InetSocketAddress("2001:db8::1", 7443), new InetSocketAddress("203.0.113.1", 7443));
    }

    @Test
    void aNameThatWasMovedIsFoundWhereItIs() throws UnknownHostException {
        know("203.0.113.1");
        Multiaddr address = Multiaddr.parse("/dns4/node-1/udp/7443/quic-v1");
        assertThat(resolver.resolve(address)).containsExactly(new InetSocketAddress("203.0.113.1", 7443));
        known.clear();
        know("203.0.113.2");
        assertThat(resolver.resolve(address)).containsExactly(new InetSocketAddress("203.0.113.2", 7443));
    }

    @Test
    void aNameOfTheOtherKindOnlyIsUnknown() throws UnknownHostException {
        know("203.0.113.1");
        assertThatThrownBy(() -> resolver.resolve(Multiaddr.parse("/dns6/node-1/udp/7443/quic-v1")))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("node-1");
    }

    @Test
    void oneNameCostsABoundedNumberOfDials() throws UnknownHostException {
        for (int i = 1; i <= 100; i++) {
            know("203.0.113." + i);
        }
        assertThat(resolver.resolve(Multiaddr.parse("/dns4/many/udp/1/quic-v1")))
                .hasSize(Resolver.MAX_ADDRESSES);
    }

    private void know(String... addresses) throws UnknownHostException {
        for (String address : addresses) {
            known.add(InetAddress.getByName(address));
        }
    }
}
