package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who gets our messages on topics that we publish to without subscribing: the same few for a while. */
final class Fanout {
    private record Chosen(List<PeerId> peers, long lastUsedMillis) {}

    private final MeshSettings settings;
    private final Peers peers;
    private final Map<Topic, Chosen> byTopic = new HashMap<>();

    Fanout(MeshSettings settings, Peers peers) {
        this.settings = settings;
        this.peers = peers;
    }

    List<PeerId> of(Topic topic, long nowMillis) {
        Chosen known = byTopic.get(topic);
        List<PeerId> chosen = new ArrayList<>(known == null ? List.of() : known.peers);
        chosen.removeIf(peer -> !peers.wants(peer, topic));
        if (chosen.size() < settings.low()) {
            List<PeerId> others = peers.subscribers(topic, peer -> !chosen.contains(peer));
            chosen.addAll(others.subList(0, Math.min(settings.degree() - chosen.size(), others.size())));
        }
        byTopic.put(topic, new Chosen(List.copyOf(chosen), nowMillis));
        return chosen;
    }

    void expire(long nowMillis) {
        byTopic.values()
                .removeIf(chosen -> nowMillis - chosen.lastUsedMillis
                        > settings.fanoutTime().toMillis());
    }
}
