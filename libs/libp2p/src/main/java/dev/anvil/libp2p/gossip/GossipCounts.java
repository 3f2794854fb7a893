package dev.anvil.libp2p.gossip;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Since the start. */
public final class GossipCounts {
    private final Map<GossipEvent, LongAdder> counts = new EnumMap<>(GossipEvent.class);

    GossipCounts() {
        for (GossipEvent event : GossipEvent.values()) {
            counts.put(event, new LongAdder());
        }
    }

    private LongAdder counter(GossipEvent event) {
        LongAdder counter = counts.get(event);
        if (counter == null) {
            throw new IllegalStateException("No counter for " + event);
        }
        return counter;
    }

    void count(GossipEvent event) {
        counter(event).increment();
    }

    public long of(GossipEvent event) {
        return counter(event).sum();
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
