package dev.anvil.libp2p.host;

import dev.anvil.libp2p.identity.PeerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Peers that are not let in for a while. The oldest is forgiven when there are too many to remember. */
final class Refusals {
    private static final int MAX_PEERS = 10_000;

    private final InstantSource clock;
    private final Map<PeerId, Instant> until = new LinkedHashMap<>();

    Refusals(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void refuse(PeerId peer, Duration time) {
        until.remove(peer);
        until.put(peer, clock.instant().plus(time));
        if (until.size() > MAX_PEERS) {
            until.remove(until.keySet().iterator().next());
        }
    }

    synchronized boolean isRefused(PeerId peer) {
        Instant end = until.get(peer);
        if (end == null) {
            return false;
        }
        if (clock.instant().isBefore(end)) {
            return true;
        }
        until.remove(peer);
        return false;
    }
}
