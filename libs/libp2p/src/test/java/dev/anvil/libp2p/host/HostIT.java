package dev.anvil.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.TestHosts;
import dev.anvil.libp2p.Waiting;
import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.identify.Description;
import dev.anvil.libp2p.identify.Identify;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.ping.Ping;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.transport.QuicLimits;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestHosts hosts = new TestHosts();

    @AfterEach
    void close() {
        hosts.close();
    }

    private static final class Log implements PeerListener {
        private final Queue<String> events = new ConcurrentLinkedQueue<>();

        @Override
        public void connected(PeerId peer) {
            events.add("connected " + peer);
        }

        @Override
        public void disconnected(PeerId peer, String why) {
            events.add("disconnected " + peer);
        }
    }

    @Test
    void twoHostsMeetPingAndDescribeThemselves() throws Exception {
        Host server = hosts.start();
        Host client = hosts.start();
        Connection connection = client.dial(TestHosts.address(server));
        assertThat(connection.peer()).isEqualTo(server.peerId());
        assertThat(Ping.send(connection, PATIENCE).get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(connection.roundTrip()).isPresent();
        Description description = Identify.ask(connection, PATIENCE).get(10, TimeUnit.SECONDS);
        assertThat(description.agentVersion()).isEqualTo("test/1");
        assertThat(description.protocols()).contains(Ping.PROTOCOL, Identify.PROTOCOL);
        assertThat(description.listenAddresses())
                .containsExactly(TestHosts.address(server).withoutPeer());
        assertThat(description.observedAddress().orElseThrow().host()).isEqualTo("127.0.0.1");
        // Either side may open streams, whoever dialed.
        Waiting.until(
                "server knows client",
                () -> server.connectionTo(client.peerId()).isPresent());
        Connection back = server.connectionTo(client.peerId()).orElseThrow();
        assertThat(Ping.send(back, PATIENCE).get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(client.dial(TestHosts.address(server))).isSameAs(connection);
    }

    @Test
    void anybodyButTheExpectedPeerIsRefused() throws Exception {
        Host server = hosts.start();
        Host client = hosts.start();
        Multiaddr wrong = TestHosts.address(server).withPeer(HostKey.generate().peerId());
        assertThatThrownBy(() -> client.dial(wrong)).isInstanceOf(DialException.class);
        assertThat(client.peers()).isEmpty();
        assertThat(server.peers()).isEmpty();
        Waiting.until("server is told", Duration.ofSeconds(2), () -> server.acceptedConnections() == 0);
    }

    @Test
    void aHostDoesNotConnectToItself() throws Exception {
        Host host = hosts.start();
        assertThatThrownBy(() -> host.dial(TestHosts.address(host))).hasMessageContaining("itself");
        assertThatThrownBy(() -> host.dial(TestHosts.address(host).withoutPeer()))
                .hasMessageContaining("itself");
        Waiting.until("nobody", () -> host.peers().isEmpty());
    }

    @Test
    void aCleanCloseIsNoticedAtOnce() throws Exception {
        Host server = hosts.start();
        Host client = hosts.start();
        Log log = new Log();
        client.addListener(log);
        Connection connection = client.dial(TestHosts.address(server));
        Ping.send(connection, PATIENCE).get(10, TimeUnit.SECONDS);
        long start = System.nanoTime();
        server.close();
        Waiting.until("loss is told", Duration.ofSeconds(3), () -> log.events.size() == 2);
        System.out.println(
                "noticed after " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
        assertThat(log.events).containsExactly("connected " + server.peerId(), "disconnected " + server.peerId());
        assertThat(client.peers()).isEmpty();
    }

    @Test
    void evenAConnectionOfThisMomentIsClosedCleanly() throws Exception {
        for (int round = 0; round < 3; round++) {
            Host server = hosts.start();
            Host client = hosts.start();
            client.dial(TestHosts.address(server));
            Waiting.until("server knows client", () -> !server.peers().isEmpty());
            server.close();
            Waiting.until(
                    "loss is noticed",
                    Duration.ofSeconds(3),
                    () -> client.peers().isEmpty());
        }
    }

    @Test
    void anIdleConnectionStaysUp() throws Exception {
        QuicLimits brief = QuicLimits.DEFAULT.withIdleTimeout(Duration.ofSeconds(1));
        Host server = hosts.start(brief);
        Host client = hosts.start(brief);
        Log log = new Log();
        client.addListener(log);
        Connection connection = client.dial(TestHosts.address(server));
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        Waiting.until("four seconds", () -> System.nanoTime() > end);
        assertThat(connection.isOpen()).isTrue();
        assertThat(log.events).hasSize(1);
    }

    @Test
    void simultaneousDialsLeaveOneConnectionAndNobodyNotices() throws Exception {
        for (int round = 0; round < 5; round++) {
            Host one = hosts.start();
            Host other = hosts.start();
            Log log = new Log();
            one.addListener(log);
            other.addListener(log);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var first = threads.submit(() -> one.dial(TestHosts.address(other)));
                var second = threads.submit(() -> other.dial(TestHosts.address(one)));
                first.get(10, TimeUnit.SECONDS);
                second.get(10, TimeUnit.SECONDS);
            }
            Waiting.until("both know each other", () -> log.events.size() == 2);
            Waiting.until(
                    "one connection, the same on both sides",
                    () -> sides(one, other).equals(List.of(1, 1)) && dialedBy(one, other) != dialedBy(other, one));
            assertThat(log.events)
                    .containsExactlyInAnyOrder("connected " + one.peerId(), "connected " + other.peerId());
            one.close();
            other.close();
        }
    }

    private static List<Integer> sides(Host one, Host other) {
        return List.of(
                one.connectionsTo(other.peerId()).size(),
                other.connectionsTo(one.peerId()).size());
    }

    private static boolean dialedBy(Host host, Host peer) {
        return host.connectionTo(peer.peerId()).orElseThrow().dialed();
    }

    @Test
    void aWantedPeerIsFoundAgainAtANewAddress() throws Exception {
        HostKey key = HostKey.generate();
        Host first = hosts.start(key, TestHosts.settings());
        int port = TestHosts.address(first).port();
        AtomicInteger lookUps = new AtomicInteger();
        Resolver resolver = name -> {
            if (lookUps.incrementAndGet() == 1) {
                throw new UnknownHostException(name);
            }
            return new InetAddress[] {InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1")};
        };
        Log log = new Log();
        try (Host client =
                new Host(HostKey.generate(), TestHosts.settings(), InstantSource.system(), resolver).start()) {
            client.addListener(log);
            client.keepConnected(Multiaddr.parse("/dns4/node1.test/udp/" + port + "/quic-v1"));
            Waiting.until("connected", () -> client.peers().contains(key.peerId()));
            first.close();
            Waiting.until("lost", () -> log.events.size() == 2);
            hosts.start(key, HostSettings.listeningOn("test/2", TestHosts.LOOPBACK.withPort(port)));
            Waiting.until("connected again", () -> client.peers().contains(key.peerId()));
            assertThat(lookUps.get()).isGreaterThan(2);
        }
    }

    @Test
    void aStandingDialCanBeHurried() throws Exception {
        Host gone = hosts.start();
        Multiaddr address = TestHosts.address(gone);
        gone.close();
        RedialSettings slow = new RedialSettings(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(1));
        AtomicInteger lookUps = new AtomicInteger();
        Resolver resolver = name -> {
            lookUps.incrementAndGet();
            return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        };
        HostSettings settings = TestHosts.settings().redialing(slow);
        try (Host client = new Host(HostKey.generate(), settings, InstantSource.system(), resolver).start()) {
            StandingDial dial =
                    client.keepConnected(Multiaddr.parse("/dns/node1.test/udp/" + address.port() + "/quic-v1"));
            Waiting.until("dialed once", () -> lookUps.get() == 1);
            Host back = hosts.start(gone.key(), HostSettings.listeningOn("test/2", address.withoutPeer()));
            dial.retryNow();
            Waiting.until("connected", () -> client.peers().contains(back.peerId()));
        }
    }

    @Test
    void aClosedStandingDialGivesUp() throws Exception {
        Host client = hosts.start();
        StandingDial dial = client.keepConnected(Multiaddr.parse("/ip4/127.0.0.1/udp/1/quic-v1"));
        dial.close();
        assertThat(client.peers()).isEmpty();
    }

    @Test
    void connectionsAreLimited() throws Exception {
        Host server = hosts.start(QuicLimits.DEFAULT.withMaxConnections(10, 2));
        Host one = hosts.start();
        Host two = hosts.start();
        Host three = hosts.start();
        one.dial(TestHosts.address(server));
        two.dial(TestHosts.address(server));
        assertThatThrownBy(() -> three.dial(TestHosts.address(server))).isInstanceOf(DialException.class);
        one.disconnect(server.peerId(), "make room");
        Waiting.until("room", () -> {
            try {
                return three.dial(TestHosts.address(server)).isOpen();
            } catch (DialException full) {
                return false;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aRefusedPeerStaysOutside() throws Exception {
        Host server = hosts.start();
        Host client = hosts.start();
        Log log = new Log();
        server.addListener(log);
        client.dial(TestHosts.address(server));
        Waiting.until("connected", () -> log.events.size() == 1);
        server.refuse(client.peerId(), Duration.ofMinutes(1), "test");
        Waiting.until("gone", () -> log.events.size() == 2);
        Waiting.until("gone on both sides", () -> client.peers().isEmpty());
        try {
            client.dial(TestHosts.address(server));
        } catch (DialException expectedSometimes) {
            // The refusal may come before or after the dial is done.
        }
        Waiting.until("out again", () -> client.peers().isEmpty());
        assertThat(log.events).hasSize(2);
    }

    @Test
    void garbageDatagramsDisturbNobody() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Host server = hosts.start();
        InetSocketAddress target =
                new InetSocketAddress("127.0.0.1", TestHosts.address(server).port());
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 20_000; i++) {
                byte[] garbage = new byte[random.nextInt(1, 1400)];
                random.nextBytes(garbage);
                if (random.nextBoolean()) {
                    // Looks like the first packet of a QUIC connection.
                    garbage[0] = (byte) 0xc3;
                    byte[] version = {0, 0, 0, 1, 8};
                    System.arraycopy(
                            version, 0, garbage, Math.min(1, garbage.length - 1), Math.min(5, garbage.length - 1));
                }
                socket.send(new DatagramPacket(garbage, garbage.length, target));
            }
        }
        Host client = hosts.start();
        Connection connection = client.dial(TestHosts.address(server));
        assertThat(Ping.send(connection, PATIENCE).get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(server.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void ipv6WorksToo() throws Exception {
        Host server = hosts.start(
                HostKey.generate(), HostSettings.listeningOn("test/6", Multiaddr.parse("/ip6/::1/udp/0/quic-v1")));
        Host client = hosts.start();
        Connection connection = client.dial(TestHosts.address(server));
        assertThat(Ping.send(connection, PATIENCE).get(10, TimeUnit.SECONDS)).isPositive();
        assertThat(TestHosts.address(server).toString()).startsWith("/ip6/::1/udp/");
    }

    @Test
    void everyWildcardOfOnePortIsServed() throws Exception {
        Host probe = hosts.start();
        int port = TestHosts.address(probe).port();
        probe.close();
        Host server = hosts.start(
                HostKey.generate(),
                HostSettings.listeningOn(
                        "test/46",
                        Multiaddr.parse("/ip4/0.0.0.0/udp/" + port + "/quic-v1"),
                        Multiaddr.parse("/ip6/::/udp/" + port + "/quic-v1")));
        Host client = hosts.start();
        client.dial(Multiaddr.parse("/ip4/127.0.0.1/udp/" + port + "/quic-v1"));
        assertThat(client.peers()).containsExactly(server.peerId());
        Host other = hosts.start();
        other.dial(Multiaddr.parse("/ip6/::1/udp/" + port + "/quic-v1"));
        assertThat(other.peers()).containsExactly(server.peerId());
    }

    @Test
    void aTakenPortIsSaidInASentence() throws Exception {
        Host server = hosts.start();
        HostSettings same =
                HostSettings.listeningOn("test/1", TestHosts.address(server).withoutPeer());
        assertThatThrownBy(() -> hosts.start(HostKey.generate(), same)).hasMessageContaining("is the port taken?");
    }
}
