package dev.anvil.libp2p.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identity.HostKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AnnouncedAddressesTest {
    private final Multiaddr address = Multiaddr.parse("/ip4/192.0.2.1/udp/7443/quic-v1")
            .withPeer(HostKey.generate().peerId());

    private static byte[] record(String... strings) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String string : strings) {
            out.write(string.length());
            out.writeBytes(string.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    @Test
    void theFormatIsLibp2ps() {
        assertThat(AnnouncedAddresses.encode(List.of(address))).isEqualTo(record("dnsaddr=" + address));
        assertThat(AnnouncedAddresses.decode(record("dnsaddr=" + address))).containsExactly(address);
    }

    @Test
    void whatWeCannotUseIsLeftOut() {
        assertThat(AnnouncedAddresses.decode(record(
                        "dnsaddr=/ip4/192.0.2.1/tcp/4001/p2p/" + address.peer(),
                        "other=" + address,
                        "dnsaddr=" + address.withoutPeer(),
                        "dnsaddr=" + address)))
                .containsExactly(address);
    }

    @Test
    void garbageIsSurvived() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            assertThat(AnnouncedAddresses.decode(garbage)).isEmpty();
        }
    }
}
