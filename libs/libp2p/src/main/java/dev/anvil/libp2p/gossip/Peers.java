package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** The peers that the router knows. */
final class Peers {
    private final Map<PeerId, PeerState> states = new LinkedHashMap<>();
    private final RandomGenerator random;

    Peers(RandomGenerator random) {
        this.random = random;
    }

    void add(PeerId peer, PeerState state) {
        states.putIfAbsent(peer, state);
    }

    void remove(PeerId peer) {
        states.remove(peer);
    }

    Optional<PeerState> find(PeerId peer) {
        return Optional.ofNullable(states.get(peer));
    }

    boolean wants(PeerId peer, Topic topic) {
        return find(peer).map(state -> state.wants(topic)).orElse(false);
    }

    Collection<PeerState> states() {
        return states.values();
    }

    /** Those that subscribe to a topic and can be sent to, in random order. */
    List<PeerId> subscribers(Topic topic, Predicate<PeerId> filter) {
        List<PeerId> found = new ArrayList<>();
        states.forEach((peer, state) -> {
            if (state.isWritable() && state.wants(topic) && filter.test(peer)) {
                found.add(peer);
            }
        });
        Collections.shuffle(found, Random.from(random));
        return found;
    }

    List<PeerId> writable() {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().isWritable())
                .map(Map.Entry::getKey)
                .toList();
    }
}
