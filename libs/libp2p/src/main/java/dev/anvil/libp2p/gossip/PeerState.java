package dev.anvil.libp2p.gossip;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the router knows of one peer. */
final class PeerState {
    private final GossipLimits limits;
    private final Set<Topic> topics = new HashSet<>();
    private final Map<MessageId, Integer> retransmitted = new HashMap<>();
    private final TokenBucket messages;
    private boolean writable;
    private int ihaves;
    private int idsTold;
    private int idsAsked;
    private int offences;
    private long offencesSinceMillis;
    private boolean shutOut;

    PeerState(GossipLimits limits, long nowMillis) {
        this.limits = limits;
        this.messages = new TokenBucket(limits.messagesPerSecond(), nanos(nowMillis));
        this.offencesSinceMillis = nowMillis;
    }

    private static long nanos(long millis) {
        return millis * 1_000_000;
    }

    void subscribed(Topic topic) {
        if (topics.size() < limits.maxTopicsPerPeer()) {
            topics.add(topic);
        }
    }

    void unsubscribed(Topic topic) {
        topics.remove(topic);
    }

    boolean wants(Topic topic) {
        return topics.contains(topic);
    }

    /** Whether we can send to it at all. */
    boolean isWritable() {
        return writable;
    }

    void writable(boolean can) {
        writable = can;
    }

    boolean mayHaveVerified(long nowMillis) {
        return messages.tryTake(1, nanos(nowMillis));
    }

    /** How many of the ids in one more list we look at. */
    int mayTell(int ids) {
        ihaves++;
        if (ihaves > limits.maxIhavesPerHeartbeat()) {
            return 0;
        }
        int granted = Math.min(ids, limits.maxIdsPerHeartbeat() - idsTold);
        idsTold += granted;
        return granted;
    }

    /** Whether one more message may be asked for. */
    boolean mayAsk(MessageId id) {
        idsAsked++;
        return idsAsked <= limits.maxIdsPerHeartbeat()
                && retransmitted.merge(id, 1, Integer::sum) <= limits.maxRetransmissions();
    }

    /** Whether it is one too many; from then on nothing of the peer counts. */
    boolean offended(long nowMillis) {
        if (nowMillis - offencesSinceMillis > limits.seenTime().toMillis()) {
            offences = 0;
            offencesSinceMillis = nowMillis;
        }
        offences++;
        shutOut = offences >= limits.maxOffences();
        return shutOut;
    }

    boolean isShutOut() {
        return shutOut;
    }

    void heartbeat(History history) {
        ihaves = 0;
        idsTold = 0;
        idsAsked = 0;
        retransmitted.keySet().removeIf(id -> history.find(id).isEmpty());
    }
}
