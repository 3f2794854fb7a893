package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Who must not be grafted before when. */
final class Backoffs {
    /** Whatever a peer asks for, we forget it after an hour. */
    static final Duration LONGEST = Duration.ofHours(1);

    private record Key(Topic topic, PeerId peer) {}

    private final Map<Key, Long> untilMillis = new HashMap<>();

    void set(Topic topic, PeerId peer, Duration time, long nowMillis) {
        Duration bounded = time.compareTo(LONGEST) > 0 ? LONGEST : time;
        untilMillis.merge(new Key(topic, peer), nowMillis + bounded.toMillis(), Math::max);
    }

    boolean holds(Topic topic, PeerId peer, long nowMillis) {
        return untilMillis.getOrDefault(new Key(topic, peer), Long.MIN_VALUE) > nowMillis;
    }

    void expire(long nowMillis) {
        untilMillis.values().removeIf(until -> until <= nowMillis);
    }

    int size() {
        return untilMillis.size();
    }
}
