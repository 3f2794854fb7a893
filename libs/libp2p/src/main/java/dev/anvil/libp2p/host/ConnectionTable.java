package dev.anvil.libp2p.host;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.transport.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is connected. The first connection of a peer's list is the one in use, the others are on their way out. */
final class ConnectionTable {
    /** What the arrival of a connection means. */
    enum Arrival {
        FIRST,
        REPLACES,
        SUPERFLUOUS
    }

    /** What the loss of a connection means. */
    enum Departure {
        LAST,
        OTHERS_REMAIN,
        UNKNOWN
    }

    private final DuplicateRule rule;
    private final Map<PeerId, List<Connection>> byPeer = new HashMap<>();

    ConnectionTable(DuplicateRule rule) {
        this.rule = rule;
    }

    synchronized Arrival add(Connection fresh) {
        List<Connection> known = byPeer.computeIfAbsent(fresh.peer(), peer -> new ArrayList<>());
        if (known.isEmpty()) {
            known.add(fresh);
            return Arrival.FIRST;
        }
        Connection used = known.getFirst();
        if (rule.replaces(fresh.peer(), used.dialed(), used.established(), fresh.dialed(), fresh.established())) {
            known.addFirst(fresh);
            return Arrival.REPLACES;
        }
        known.add(fresh);
        return Arrival.SUPERFLUOUS;
    }

    synchronized Departure remove(Connection gone) {
        List<Connection> known = byPeer.get(gone.peer());
        if (known == null || !known.remove(gone)) {
            return Departure.UNKNOWN;
        }
        if (known.isEmpty()) {
            byPeer.remove(gone.peer());
            return Departure.LAST;
        }
        return Departure.OTHERS_REMAIN;
    }

    synchronized Optional<Connection> inUse(PeerId peer) {
        return Optional.ofNullable(byPeer.get(peer)).map(List::getFirst);
    }

    /** The connections to a peer that are not in use. */
    synchronized List<Connection> superfluous(PeerId peer) {
        List<Connection> known = byPeer.getOrDefault(peer, List.of());
        return known.isEmpty() ? known : List.copyOf(known.subList(1, known.size()));
    }

    synchronized Set<PeerId> peers() {
        return Set.copyOf(byPeer.keySet());
    }

    synchronized List<Connection> all() {
        return byPeer.values().stream().flatMap(List::stream).toList();
    }

    synchronized List<Connection> of(PeerId peer) {
        return List.copyOf(byPeer.getOrDefault(peer, List.of()));
    }

    synchronized int size() {
        return byPeer.values().stream().mapToInt(List::size).sum();
    }
}
