package dev.anvil.libp2p.gossip;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which messages were here already: for a time, and the newest only when there are too many. */
final class SeenMessages {
    private final long keptMillis;
    private final int most;
    private final Map<MessageId, Long> firstSeen = new LinkedHashMap<>();

    SeenMessages(Duration kept, int most) {
        this.keptMillis = kept.toMillis();
        this.most = most;
    }

    boolean contains(MessageId id) {
        return firstSeen.containsKey(id);
    }

    void add(MessageId id, long nowMillis) {
        firstSeen.putIfAbsent(id, nowMillis);
        if (firstSeen.size() > most) {
            Iterator<MessageId> oldest = firstSeen.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void expire(long nowMillis) {
        Iterator<Long> times = firstSeen.values().iterator();
        while (times.hasNext() && times.next() <= nowMillis - keptMillis) {
            times.remove();
        }
    }

    int size() {
        return firstSeen.size();
    }
}
