package dev.anvil.membership.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.libp2p.address.Multiaddr;
import dev.anvil.libp2p.gossip.Gossip;
import dev.anvil.libp2p.gossip.GossipSettings;
import dev.anvil.libp2p.gossip.Topic;
import dev.anvil.libp2p.gossip.Validator;
import dev.anvil.libp2p.host.DialException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.membership.gossip.Bulletin;
import dev.anvil.membership.gossip.PeerName;
import dev.anvil.membership.gossip.Standing;
import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.membership.view.Timings;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.credential.ClusterSecret;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members over real sockets, and others that would like to be. */
@Timeout(90)
class ClusterGossipIT {
    private static final ClusterSecret OURS = ClusterSecret.of("the secret of these members");
    private static final ClusterSecret THEIRS = ClusterSecret.of("the secret of other members");
    private static final Topic TOPIC = new Topic("anvil-cluster");

    private final List<AutoCloseable> open = new ArrayList<>();

    private final class Participant {
        final NodeId node = NodeId.create();
        final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        final LiveRoster roster = new LiveRoster(
                new Timings(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(70),
                        Duration.ofMinutes(10),
                        Duration.ZERO,
                        Duration.ofSeconds(5)),
                List.of(),
                InstantSource.system());
        final ClusterGossip gossip;

        Participant(ClusterSecret secret, String bootstrap) throws InterruptedException {
            ClusterSettings settings = new ClusterSettings(
                    "/ip4/127.0.0.1/udp/0/quic-v1",
                    "",
                    "",
                    bootstrap,
                    false,
                    false,
                    "unused",
                    "here",
                    Duration.ofMillis(200),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(30));
            gossip = new ClusterGossip(
                    settings, InstantSource.system(), roster, host(settings.listenAddresses()), secret, meters);
            roster.register().announce(new Announcement(node, Role.GATEWAY, "127.0.0.1:1", "", List.of()));
            gossip.start();
            open.add(gossip);
        }

        long upNodes() {
            return roster.view().count(NodeState.UP);
        }

        double dropped(String reason) {
            return meters.get("anvil.cluster.messages.dropped")
                    .tag("reason", reason)
                    .counter()
                    .count();
        }
    }

    private static Host host(List<Multiaddr> listen) {
        return new Host(HostKey.generate(), HostSettings.listeningOn("test", listen.toArray(Multiaddr[]::new)));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void theViewOfEveryMemberHoldsAllAndAGoodbyeIsHeard() throws InterruptedException {
        Participant first = new Participant(OURS, "");
        Participant second = new Participant(OURS, first.gossip.address());
        Participant third = new Participant(OURS, second.gossip.address());
        await(() -> first.upNodes() == 3 && second.upNodes() == 3 && third.upNodes() == 3);
        third.roster.intend(new Intent(first.node, Intent.Wish.DRAIN, Instant.now()));
        await(() -> second.roster.view().count(NodeState.DRAINING) == 1);
        third.roster.intend(new Intent(first.node, Intent.Wish.SERVE, Instant.now()));
        await(() -> first.upNodes() == 3 && second.upNodes() == 3);
        long version = first.roster.view().version();

        open.remove(third.gossip);
        third.gossip.close();

        await(() -> first.upNodes() == 2 && second.upNodes() == 2);
        assertThat(first.roster.view().version()).isGreaterThan(version);
        assertThat(first.roster.view().members())
                .extracting(Member::announcement)
                .extracting(Announcement::node)
                .doesNotContain(third.node);
    }

    @Test
    void whoHasAnotherSecretStaysOutsideAndSeesNothing() throws InterruptedException {
        Participant first = new Participant(OURS, "");
        Participant second = new Participant(OURS, first.gossip.address());
        Participant stranger = new Participant(THEIRS, first.gossip.address());
        await(() -> first.upNodes() == 2 && second.upNodes() == 2);

        await(() -> stranger.gossip
                .problem()
                .filter(words -> words.contains("another"))
                .isPresent());

        assertThat(stranger.gossip.states()).isEmpty();
        assertThat(stranger.roster.view().members()).extracting(Member::state).containsExactly(NodeState.JOINING);
        assertThat(first.gossip.states()).hasSize(1);
    }

    @Test
    void strangersFloodsAndGarbageChangeNothing() throws InterruptedException, IOException, DialException {
        Participant first = new Participant(OURS, "");
        Participant second = new Participant(OURS, first.gossip.address());
        await(() -> first.upNodes() == 2 && second.upNodes() == 2);
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        System.out.println("garbage by -Danvil.seed=" + seed);
        Random random = new Random(seed);
        Multiaddr target = Multiaddr.parse(first.gossip.address());

        throwDatagramsAt(target, random);
        AtomicInteger overheard = new AtomicInteger();
        Host stranger = host(List.of(Multiaddr.parse("/ip4/127.0.0.1/udp/0/quic-v1")));
        open.add(stranger);
        Gossip loud = Gossip.on(stranger, GossipSettings.DEFAULT);
        open.add(loud);
        loud.subscribe(TOPIC, Validator.ANY, message -> overheard.incrementAndGet());
        stranger.start();
        stranger.dial(target);
        for (int i = 0; i < 2_000; i++) {
            byte[] garbage = new byte[random.nextInt(i % 100 == 0 ? 900_000 : 2_000)];
            random.nextBytes(garbage);
            loud.publish(TOPIC, garbage);
        }

        assertThat(first.gossip.states()).hasSize(1);
        assertThat(overheard).hasValue(0);
        Participant third = new Participant(OURS, first.gossip.address());
        await(() -> first.upNodes() == 3 && second.upNodes() == 3 && third.upNodes() == 3);
    }

    @Test
    void whatAMemberSaysMustBeSignedAndNew() throws InterruptedException, IOException, DialException {
        Participant first = new Participant(OURS, "");
        Host host = host(List.of(Multiaddr.parse("/ip4/127.0.0.1/udp/0/quic-v1")));
        open.add(host);
        Gossip gossip = Gossip.on(host, GossipSettings.DEFAULT.byAdmissionOnly());
        open.add(gossip);
        Drops drops = new Drops(InstantSource.system(), new SimpleMeterRegistry());
        Admission admission = new Admission(host, gossip, OURS, "here", drops, false, () -> {});
        host.addListener(admission);
        gossip.subscribe(TOPIC, Validator.ANY, message -> {});
        host.start();
        host.dial(Multiaddr.parse(first.gossip.address()));
        PeerName self = new PeerName(host.peerId().toString());
        BulletinCodec ours = new BulletinCodec(OURS, "here");
        Instant now = Instant.now();

        // A frame that is published before the subscription of the other side is known reaches nobody.
        await(() -> {
            publish(gossip, new BulletinCodec(THEIRS, "here").encode(bulletin(self, 1, now)));
            return first.dropped("signature") > 0;
        });
        publish(gossip, ours.encode(bulletin(self, 2, now.minusSeconds(100))));
        publish(gossip, ours.encode(bulletin(self, 3, now.plusSeconds(100))));
        await(() -> first.dropped("stale") == 1 && first.dropped("future") == 1);
        assertThat(first.gossip.states()).isEmpty();
        publish(gossip, ours.encode(bulletin(self, 4, now)));
        publish(gossip, ours.encode(bulletin(self, 3, now)));
        await(() -> first.dropped("replayed") == 1);
        assertThat(first.gossip.states()).containsOnlyKeys(self);
    }

    private static void publish(Gossip gossip, byte[] bytes) {
        try {
            gossip.publish(TOPIC, bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Bulletin bulletin(PeerName self, long sequence, Instant when) {
        return new Bulletin(
                self,
                List.of(),
                "",
                when.minusNanos(when.getNano() % 1_000_000),
                1,
                1,
                sequence,
                Standing.UP,
                List.of(),
                List.of());
    }

    private static void throwDatagramsAt(Multiaddr target, Random random) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = new byte[1 + random.nextInt(1_400)];
                random.nextBytes(bytes);
                if (i % 2 == 0) {
                    // A long header of QUIC version 1, and then nothing that makes sense.
                    bytes[0] |= (byte) 0xC0;
                }
                socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), target.port()));
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
