package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.Rpc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;

/** Routers in one thread, with a network and a clock that only move when told to. */
final class Network {
    static final Topic TOPIC = new Topic("anvil-cluster");

    private record Flight(Node from, PeerId to, Rpc rpc) {}

    final class Node implements Links {
        final HostKey key = HostKey.generate();
        final GossipCounts counts = new GossipCounts();
        final List<String> delivered = new ArrayList<>();
        final Set<PeerId> shutOut = new HashSet<>();
        final GossipRouter router;
        private long sequence;

        Node(GossipSettings settings) {
            router = new GossipRouter(
                    key.peerId(),
                    settings,
                    this,
                    message -> delivered.add(new String(message.data(), StandardCharsets.UTF_8)),
                    counts,
                    () -> now,
                    random);
        }

        PeerId id() {
            return key.peerId();
        }

        @Override
        public void send(Collection<PeerId> peers, Rpc rpc) {
            peers.forEach(peer -> flights.add(new Flight(this, peer, rpc)));
        }

        @Override
        public void shutOut(PeerId peer) {
            shutOut.add(peer);
        }

        void publish(String text) {
            router.publish(SignedMessages.sign(key, TOPIC, ++sequence, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    final Random random;
    final Map<PeerId, Node> nodes = new LinkedHashMap<>();
    private final Queue<Flight> flights = new ArrayDeque<>();
    /** Whether a frame arrives. */
    BiPredicate<Node, Rpc> arrives = (from, rpc) -> true;

    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    Network(long seed) {
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    Node node() {
        return node(GossipSettings.DEFAULT);
    }

    Node node(GossipSettings settings) {
        Node node = new Node(settings);
        nodes.put(node.id(), node);
        return node;
    }

    Node subscriber(GossipSettings settings) {
        Node node = node(settings);
        node.router.subscribe(TOPIC, Validator.ANY);
        return node;
    }

    List<Node> subscribers(int count, GossipSettings settings) {
        List<Node> created = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            created.add(subscriber(settings));
        }
        return created;
    }

    void connect(Node one, Node other) {
        one.router.connected(other.id());
        other.router.connected(one.id());
        one.router.writable(other.id());
        other.router.writable(one.id());
        settle();
    }

    void connectAll() {
        List<Node> all = List.copyOf(nodes.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < i; j++) {
                connect(all.get(i), all.get(j));
            }
        }
    }

    /** Delivers what is on its way, and what that causes. */
    void settle() {
        while (!flights.isEmpty()) {
            Flight flight = flights.remove();
            Node to = nodes.get(flight.to);
            if (to != null && arrives.test(flight.from, flight.rpc)) {
                to.router.received(flight.from.id(), flight.rpc);
            }
        }
    }

    void heartbeats(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plus(Duration.ofSeconds(1));
            nodes.values().forEach(node -> node.router.heartbeat());
            settle();
        }
    }
}
