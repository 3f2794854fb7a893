package dev.anvil.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.anvil.libp2p.gossip.Network.Node;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.ControlMessage;
import dev.anvil.libp2p.wire.pb.GraftMessage;
import dev.anvil.libp2p.wire.pb.IHaveMessage;
import dev.anvil.libp2p.wire.pb.IWantMessage;
import dev.anvil.libp2p.wire.pb.PruneMessage;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import dev.anvil.libp2p.wire.pb.Rpc;
import dev.anvil.libp2p.wire.pb.SubscriptionMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GossipRouterTest {
    private static final GossipSettings MESH_ONLY =
            GossipSettings.DEFAULT.with(MeshSettings.DEFAULT.withFloodPublish(false));
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private final Network network = new Network(System.nanoTime());

    private static Rpc control(ControlMessage.Builder control) {
        return Rpc.newBuilder().setControl(control).build();
    }

    private static Rpc graft() {
        return control(
                ControlMessage.newBuilder().addGraft(GraftMessage.newBuilder().setTopic(Network.TOPIC.name())));
    }

    private static Rpc subscription() {
        return Rpc.newBuilder()
                .addSubscriptions(
                        SubscriptionMessage.newBuilder().setSubscribe(true).setTopic(Network.TOPIC.name()))
                .build();
    }

    /** A peer that only says what the test lets it say. */
    private PeerId puppet(Node node) {
        PeerId peer = HostKey.generate().peerId();
        node.router.connected(peer);
        node.router.writable(peer);
        node.router.received(peer, subscription());
        return peer;
    }

    private static PublishedMessage signed(HostKey key, long sequence) {
        return SignedMessages.sign(key, Network.TOPIC, sequence, TEXT);
    }

    private static Rpc publishing(PublishedMessage message) {
        return Rpc.newBuilder().addPublish(message).build();
    }

    @Test
    void meshesFindTheirDegreeAndMessagesReachEverybodyOnce() {
        List<Node> nodes = network.subscribers(30, MESH_ONLY);
        network.connectAll();
        network.heartbeats(5);
        for (Node node : nodes) {
            assertThat(node.router.meshOf(Network.TOPIC).size()).isBetween(5, 12);
        }
        for (int i = 0; i < nodes.size(); i++) {
            nodes.get(i).publish("message " + i);
        }
        network.settle();
        for (Node node : nodes) {
            assertThat(node.delivered).hasSize(nodes.size() - 1).doesNotHaveDuplicates();
        }
    }

    @Test
    void messagesGoAlongALine() {
        List<Node> nodes = network.subscribers(10, GossipSettings.DEFAULT);
        for (int i = 1; i < nodes.size(); i++) {
            network.connect(nodes.get(i - 1), nodes.get(i));
        }
        nodes.getFirst().publish("hello");
        network.settle();
        assertThat(nodes.getLast().delivered).containsExactly("hello");
    }

    @Test
    void whatTheMeshLosesIsAskedFor() {
        List<Node> nodes = network.subscribers(30, MESH_ONLY);
        network.connectAll();
        network.heartbeats(3);
        network.arrives = (from, rpc) -> rpc.getPublishCount() == 0 || network.random.nextInt(10) < 3;
        for (int i = 0; i < 20; i++) {
            nodes.get(i).publish("message " + i);
        }
        network.settle();
        network.arrives = (from, rpc) -> true;
        network.heartbeats(3);
        for (Node node : nodes) {
            int own = nodes.indexOf(node) < 20 ? 1 : 0;
            assertThat(node.delivered).hasSize(20 - own).doesNotHaveDuplicates();
        }
        assertThat(nodes.stream()
                        .mapToLong(node -> node.counts.of(GossipEvent.IWANT_SENT))
                        .sum())
                .isPositive();
    }

    @Test
    void afterAPruneTheBackoffIsKept() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        assertThat(node.router.meshOf(Network.TOPIC)).containsExactly(peer);
        PruneMessage prune = PruneMessage.newBuilder()
                .setTopic(Network.TOPIC.name())
                .setBackoff(30)
                .build();
        node.router.received(peer, control(ControlMessage.newBuilder().addPrune(prune)));
        network.heartbeats(29);
        assertThat(node.router.meshOf(Network.TOPIC)).isEmpty();
        network.heartbeats(2);
        assertThat(node.router.meshOf(Network.TOPIC)).containsExactly(peer);
    }

    @Test
    void whoGraftsDuringItsBackoffIsPrunedAgain() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        PruneMessage prune =
                PruneMessage.newBuilder().setTopic(Network.TOPIC.name()).build();
        node.router.received(peer, control(ControlMessage.newBuilder().addPrune(prune)));
        network.heartbeats(10);
        node.router.received(peer, graft());
        assertThat(node.router.meshOf(Network.TOPIC)).isEmpty();
        assertThat(node.counts.of(GossipEvent.PRUNE_SENT)).isEqualTo(1);
    }

    @Test
    void aMeshThatIsFullTakesNobody() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        for (int i = 0; i < 30; i++) {
            node.router.received(puppet(node), graft());
        }
        assertThat(node.router.meshOf(Network.TOPIC)).hasSize(12);
    }

    @Test
    void whoLeavesIsOutOfEveryMesh() {
        List<Node> nodes = network.subscribers(5, GossipSettings.DEFAULT);
        network.connectAll();
        Node leaver = nodes.getFirst();
        leaver.router.unsubscribe(Network.TOPIC);
        network.settle();
        for (Node node : nodes) {
            assertThat(node.router.meshOf(Network.TOPIC)).doesNotContain(leaver.id());
        }
        nodes.get(1).publish("hello");
        network.settle();
        assertThat(leaver.delivered).isEmpty();
        assertThat(nodes.get(2).delivered).hasSize(1);
    }

    @Test
    void oneMayPublishWithoutSubscribing() {
        List<Node> nodes = network.subscribers(10, MESH_ONLY);
        Node outsider = network.node(MESH_ONLY);
        network.connectAll();
        network.heartbeats(2);
        outsider.publish("hello");
        network.settle();
        assertThat(nodes).allSatisfy(node -> assertThat(node.delivered).containsExactly("hello"));
    }

    @Test
    void aForgedMessageIsNeitherDeliveredNorPassedOnNorInTheWayOfTheRealOne() {
        List<Node> nodes = network.subscribers(3, GossipSettings.DEFAULT);
        network.connectAll();
        Node node = nodes.getFirst();
        PeerId peer = puppet(node);
        PublishedMessage real = signed(HostKey.generate(), 1);
        PublishedMessage forged =
                real.toBuilder().setData(ByteString.copyFromUtf8("forged")).build();
        node.router.received(peer, publishing(forged));
        node.router.received(peer, publishing(real));
        network.settle();
        assertThat(nodes).allSatisfy(one -> assertThat(one.delivered).containsExactly("text"));
        assertThat(node.counts.of(GossipEvent.DROPPED_INVALID_SIGNATURE)).isEqualTo(1);
        assertThat(node.shutOut).isEmpty();
    }

    @Test
    void whoSendsForgeriesAgainAndAgainIsShutOut() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        HostKey key = HostKey.generate();
        for (int i = 0; i < GossipLimits.DEFAULT.maxOffences(); i++) {
            PublishedMessage forged = signed(key, i).toBuilder()
                    .setTopic(Network.TOPIC.name())
                    .setSeqno(ByteString.copyFrom(new byte[Long.BYTES]))
                    .setSignature(ByteString.copyFrom(new byte[64]))
                    .build();
            assertThat(node.shutOut).isEmpty();
            node.router.received(peer, publishing(forged));
        }
        assertThat(node.shutOut).containsExactly(peer);
        assertThat(node.delivered).isEmpty();
    }

    @Test
    void unsignedAndIncompleteMessagesAreDropped() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        PublishedMessage good = signed(HostKey.generate(), 1);
        for (PublishedMessage bad : List.of(
                good.toBuilder().clearSignature().build(),
                good.toBuilder().clearFrom().build(),
                good.toBuilder().clearSeqno().build(),
                good.toBuilder().setSeqno(ByteString.copyFrom(new byte[9])).build(),
                good.toBuilder().clearTopic().build(),
                good.toBuilder().setTopic("x".repeat(1000)).build(),
                good.toBuilder()
                        .setKey(ByteString.copyFrom(
                                HostKey.generate().publicKey().encoded()))
                        .build(),
                good.toBuilder().setFrom(ByteString.copyFromUtf8("somebody")).build())) {
            node.router.received(peer, publishing(bad));
        }
        assertThat(node.delivered).isEmpty();
        assertThat(node.counts.of(GossipEvent.DROPPED_MALFORMED)
                        + node.counts.of(GossipEvent.DROPPED_INVALID_SIGNATURE))
                .isEqualTo(8);
    }

    @Test
    void theValidatorDecidesWhatIsPassedOn() {
        for (Verdict verdict : Verdict.values()) {
            Node first = network.subscriber(GossipSettings.DEFAULT);
            Node judge = network.node();
            judge.router.subscribe(Network.TOPIC, message -> verdict);
            Node last = network.subscriber(GossipSettings.DEFAULT);
            network.connect(first, judge);
            network.connect(judge, last);
            first.publish("hello");
            network.settle();
            int expected = verdict == Verdict.ACCEPT ? 1 : 0;
            assertThat(judge.delivered).hasSize(expected);
            assertThat(last.delivered).hasSize(expected);
        }
    }

    @Test
    void aFloodOfGoodMessagesIsCutToTheRateAndKeepsBoundedMemory() {
        GossipLimits small = new GossipLimits(
                1000,
                10_000,
                50,
                1000,
                1000,
                1000,
                10_000,
                Duration.ofMinutes(2),
                100,
                5,
                3,
                10_000,
                10,
                100,
                10,
                3,
                20,
                Duration.ofMinutes(1),
                10);
        Node node = network.subscriber(GossipSettings.DEFAULT.with(small));
        PeerId peer = puppet(node);
        HostKey key = HostKey.generate();
        for (int i = 0; i < 1000; i++) {
            node.router.received(peer, publishing(signed(key, i)));
        }
        assertThat(node.delivered).hasSize(100);
        assertThat(node.counts.of(GossipEvent.DROPPED_OVER_RATE)).isEqualTo(900);
        for (int i = 1000; i < 3000; i++) {
            network.now = network.now.plusMillis(20);
            node.router.received(peer, publishing(signed(key, i)));
        }
        assertThat(node.delivered).hasSize(2100);
        assertThat(node.router.kept()).isLessThan(100 + 10_000 + 10);
        PublishedMessage large = SignedMessages.sign(key, Network.TOPIC, 5000, new byte[1001]);
        node.router.received(peer, publishing(large));
        assertThat(node.counts.of(GossipEvent.DROPPED_OVERSIZED)).isEqualTo(1);
    }

    @Test
    void endlessListsOfMessagesCostLittle() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        for (int list = 0; list < 50; list++) {
            IHaveMessage.Builder have = IHaveMessage.newBuilder().setTopic(Network.TOPIC.name());
            for (int i = 0; i < 5000; i++) {
                have.addMessageIds(ByteString.copyFrom(
                        ByteBuffer.allocate(8).putInt(list).putInt(i).array()));
            }
            node.router.received(peer, control(ControlMessage.newBuilder().addIhave(have)));
        }
        assertThat(node.counts.of(GossipEvent.IWANT_SENT)).isEqualTo(1);
    }

    @Test
    void oneMessageIsGivenOnceMoreAFewTimesOnly() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        node.publish("hello");
        Node greedy = network.node();
        network.connect(node, greedy);
        node.router.received(greedy.id(), subscription());
        ByteString id = ByteString.copyFrom(node.id().bytes())
                .concat(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(1).array()));
        long[] given = {0};
        network.arrives = (from, rpc) -> {
            given[0] += rpc.getPublishCount();
            return true;
        };
        for (int i = 0; i < 10; i++) {
            node.router.received(
                    greedy.id(),
                    control(ControlMessage.newBuilder()
                            .addIwant(IWantMessage.newBuilder().addMessageIds(id))));
            network.settle();
        }
        assertThat(given[0]).isEqualTo(3);
    }

    @Test
    void aMessageIsKnownAgainForAsLongAsPromised() {
        Node node = network.subscriber(GossipSettings.DEFAULT);
        PeerId peer = puppet(node);
        PublishedMessage message = signed(HostKey.generate(), 1);
        node.router.received(peer, publishing(message));
        network.heartbeats(119);
        node.router.received(peer, publishing(message));
        assertThat(node.delivered).hasSize(1);
        assertThat(node.counts.of(GossipEvent.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void whoIsGoneIsForgotten() {
        List<Node> nodes = network.subscribers(3, GossipSettings.DEFAULT);
        network.connectAll();
        Node gone = nodes.getFirst();
        for (Node node : nodes) {
            node.router.disconnected(gone.id());
            assertThat(node.router.meshOf(Network.TOPIC)).doesNotContain(gone.id());
        }
        assertThat(Set.copyOf(network.nodes.keySet())).hasSize(3);
    }
}
