package dev.anvil.membership.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.exchange.ExchangeException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.runtime.setting.HostPort;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DialBackIT {
    private static final Multiaddr LOOPBACK = Multiaddr.parse("/ip4/127.0.0.1/udp/0/quic-v1");

    private final Host host = new Host(HostKey.generate(), HostSettings.listeningOn("test", LOOPBACK));
    private final Host helper = new Host(HostKey.generate(), HostSettings.listeningOn("test", LOOPBACK));
    private final AtomicBoolean member = new AtomicBoolean(true);
    private final DialBack dialBack = new DialBack(host, peer -> true);

    @BeforeEach
    void connect() throws Exception {
        var unused = new DialBack(helper, peer -> member.get());
        host.start();
        helper.start();
        host.dial(helper.addresses().getFirst());
    }

    @AfterEach
    void close() {
        host.close();
        helper.close();
    }

    @Test
    void tellsWhichOfTheAddressesWork() throws Exception {
        try (ServerSocket served = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PublicAddress good = new PublicAddress.Cluster(host.addresses().getFirst());
            PublicAddress wrongPort = new PublicAddress.Cluster(closedUdpPort());
            // Somebody answers there, and it is not us.
            PublicAddress somebody =
                    new PublicAddress.Cluster(helper.addresses().getFirst().withoutPeer());
            PublicAddress api = new PublicAddress.Api(new HostPort("127.0.0.1", served.getLocalPort()));
            PublicAddress closed = new PublicAddress.Api(new HostPort("127.0.0.1", 1));

            assertThat(dialBack.unreachable(helper.peerId(), List.of(good, wrongPort, somebody, api, closed)))
                    .containsExactly(wrongPort, somebody, closed);
        }
        assertThat(host.peers()).containsExactly(helper.peerId());
    }

    @Test
    void helpsMembersOnly() {
        member.set(false);
        assertThatThrownBy(() -> dialBack.unreachable(
                        helper.peerId(), List.of(new PublicAddress.Api(new HostPort("127.0.0.1", 1)))))
                .isInstanceOf(ExchangeException.class);
    }

    @Test
    void theOperatorIsToldForAsLongAsItIsSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Reachability reachability = new Reachability(
                List.of(new PublicAddress.Api(new HostPort("127.0.0.1", port))),
                () -> List.of(helper.peerId()),
                dialBack,
                Duration.ofMinutes(1),
                Duration.ofMillis(100))) {
            reachability.start();
            await(() -> reachability.warnings().size() == 1);
            assertThat(reachability.warnings().getFirst()).contains("127.0.0.1:" + port, "PUBLIC_GRPC_ADDR");
            try (ServerSocket opened = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(opened.isBound()).isTrue();
                await(() -> reachability.warnings().isEmpty());
            }
        }
    }

    private static Multiaddr closedUdpPort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return Multiaddr.parse("/ip4/127.0.0.1/udp/" + socket.getLocalPort() + "/quic-v1");
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
