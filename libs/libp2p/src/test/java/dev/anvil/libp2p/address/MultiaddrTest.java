package dev.anvil.libp2p.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MultiaddrTest {
    private static final String PEER = "12D3KooWM6CgA9iBFZmcYAHA6A2qvbAxqfkmrYiRQuz3XEsk4Ksv";

    /** The bytes are those of js-multiaddr. */
    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/udp/7443/quic-v1,047f00000191021d13cd03",
        "/ip4/0.0.0.0/udp/0/quic-v1,040000000091020000cd03",
        "/ip6/::1/udp/7443/quic-v1,290000000000000000000000000000000191021d13cd03",
        "/ip6/2001:db8::ff00:42:8329/udp/65535/quic-v1,2920010db8000000000000ff00004283299102ffffcd03",
        "/dns4/node1.example.com/udp/7443/quic-v1,36116e6f6465312e6578616d706c652e636f6d91021d13cd03",
        "/dns6/localhost/udp/1/quic-v1,37096c6f63616c686f737491020001cd03",
        "/dns/a/udp/443/quic-v1,350161910201bbcd03",
        "/ip4/192.0.2.1/udp/7443/quic-v1/p2p/12D3KooWM6CgA9iBFZmcYAHA6A2qvbAxqfkmrYiRQuz3XEsk4Ksv,04c000020191021d13cd03a50326002408011220a77f1d92fedb59dddaea5a1c4abd1ac2fbde7d7b879ed364501809923d7c11b9"
    })
    void goldenVectorsBothWays(String text, String hex) {
        Multiaddr address = Multiaddr.parse(text);
        assertThat(address).hasToString(text);
        assertThat(HexFormat.of().formatHex(address.encode())).isEqualTo(hex);
        assertThat(Multiaddr.decode(HexFormat.of().parseHex(hex))).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "/ip6/2001:db8:0:0:1:0:0:1/udp/1/quic-v1,/ip6/2001:db8::1:0:0:1/udp/1/quic-v1",
        "/ip6/0:0:0:0:0:0:0:0/udp/1/quic-v1,/ip6/::/udp/1/quic-v1",
        "/ip6/2001:DB8:1:2:3:4:0:6/udp/1/quic-v1,/ip6/2001:db8:1:2:3:4:0:6/udp/1/quic-v1",
    })
    void oneWayToWriteAnIpv6Address(String written, String canonical) {
        assertThat(Multiaddr.parse(written)).hasToString(canonical).isEqualTo(Multiaddr.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "127.0.0.1:7443",
                "/ip4/127.0.0.1",
                "/ip4/127.0.0.1/tcp/80",
                "/ip4/300.0.0.1/udp/1/quic-v1",
                "/ip4/localhost/udp/1/quic-v1",
                "/ip6/::ffff:1.2.3.4/udp/1/quic-v1",
                "/ip6/fe80::1%eth0/udp/1/quic-v1",
                "/dns4/-x-/udp/1/quic-v1",
                "/dns4/a b/udp/1/quic-v1",
                "/ip4/127.0.0.1/udp/65536/quic-v1",
                "/ip4/127.0.0.1/udp/x/quic-v1",
                "/ip4/127.0.0.1/udp/1/quic",
                "/ip4/127.0.0.1/udp/1/quic-v1/p2p",
                "/ip4/127.0.0.1/udp/1/quic-v1/p2p/nobody",
                "/ip4/127.0.0.1/udp/1/quic-v1/",
                "/ip4/127.0.0.1/udp/1/quic-v1/p2p/" + PEER + "/p2p-circuit",
            })
    void whatIsNoAddressIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Multiaddr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/ip4/192.0.2.1/udp/7443/quic-v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04", "047f000001", "047f000001910200ff", "047f000001910200ffcd03a503ff", "06ffff"})
    void bytesThatAreNoAddressAreRefused(String hex) {
        assertThatThrownBy(() -> Multiaddr.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void socketsBecomeAddresses() throws UnknownHostException {
        assertThat(Multiaddr.of(new InetSocketAddress(InetAddress.getByName("::1"), 5)))
                .hasToString("/ip6/::1/udp/5/quic-v1");
        assertThat(Multiaddr.of(new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 5)))
                .hasToString("/ip4/10.0.0.1/udp/5/quic-v1");
    }
}
