package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.wire.pb.PublishedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of the last heartbeats, to be given once more to who asks. Under pressure the oldest go early. */
final class History {
    private record Kept(MessageId id, PublishedMessage message) {}

    private final GossipLimits limits;
    /** The newest window first. */
    private final Deque<Deque<Kept>> windows = new ArrayDeque<>();

    private final Map<MessageId, PublishedMessage> byId = new HashMap<>();
    private long bytes;

    History(GossipLimits limits) {
        this.limits = limits;
        windows.addFirst(new ArrayDeque<>());
    }

    void add(MessageId id, PublishedMessage message) {
        if (byId.putIfAbsent(id, message) != null) {
            return;
        }
        windows.getFirst().addLast(new Kept(id, message));
        bytes += message.getSerializedSize();
        while (bytes > limits.maxHistoryBytes()) {
            dropOldest();
        }
    }

    private void dropOldest() {
        while (windows.getLast().isEmpty()) {
            windows.removeLast();
        }
        drop(windows.getLast().removeFirst());
        if (windows.size() > 1 && windows.getLast().isEmpty()) {
            windows.removeLast();
        }
    }

    private void drop(Kept kept) {
        byId.remove(kept.id);
        bytes -= kept.message.getSerializedSize();
    }

    Optional<PublishedMessage> find(MessageId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The ids of a topic that are young enough to be told of. */
    List<MessageId> recent(Topic topic) {
        List<MessageId> ids = new ArrayList<>();
        windows.stream().limit(limits.gossipWindows()).forEach(window -> {
            for (Kept kept : window) {
                if (kept.message.getTopic().equals(topic.name())) {
                    ids.add(kept.id);
                }
            }
        });
        return ids;
    }

    /** A heartbeat has passed. */
    void shift() {
        windows.addFirst(new ArrayDeque<>());
        while (windows.size() > limits.historyWindows()) {
            windows.removeLast().forEach(this::drop);
        }
    }

    long bytes() {
        return bytes;
    }
}
