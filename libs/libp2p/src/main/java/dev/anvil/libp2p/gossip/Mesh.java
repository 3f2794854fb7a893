package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.ControlMessage;
import dev.anvil.libp2p.wire.pb.GraftMessage;
import dev.anvil.libp2p.wire.pb.PruneMessage;
import dev.anvil.libp2p.wire.pb.Rpc;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The peers that get the messages of our topics at once. For each topic and peer:
 *
 * <pre>
 * outside --GRAFT sent or taken--> in the mesh
 * in the mesh --PRUNE sent or taken--> backing off --time--> outside
 * in the mesh --unsubscribed or gone--> outside
 * </pre>
 */
final class Mesh {
    private final MeshSettings settings;
    private final Peers peers;
    private final Links links;
    private final GossipCounts counts;
    private final Backoffs backoffs = new Backoffs();
    private final Map<Topic, Set<PeerId>> meshes = new HashMap<>();

    Mesh(MeshSettings settings, Peers peers, Links links, GossipCounts counts) {
        this.settings = settings;
        this.peers = peers;
        this.links = links;
        this.counts = counts;
    }

    Set<Topic> topics() {
        return meshes.keySet();
    }

    Set<PeerId> of(Topic topic) {
        return meshes.getOrDefault(topic, Set.of());
    }

    void join(Topic topic, long nowMillis) {
        meshes.put(topic, new LinkedHashSet<>());
        fill(topic, nowMillis);
    }

    void leave(Topic topic, long nowMillis) {
        for (PeerId peer : meshes.getOrDefault(topic, Set.of())) {
            prune(topic, peer, settings.unsubscribeBackoff(), nowMillis);
        }
        meshes.remove(topic);
    }

    void forget(PeerId peer) {
        meshes.values().forEach(mesh -> mesh.remove(peer));
    }

    void unsubscribed(Topic topic, PeerId peer) {
        meshes.getOrDefault(topic, new LinkedHashSet<>()).remove(peer);
    }

    /** A peer may have become useful; no need to wait for the heartbeat while the mesh is thin. */
    void fill(Topic topic, long nowMillis) {
        Set<PeerId> mesh = meshes.get(topic);
        if (mesh == null || mesh.size() >= settings.low()) {
            return;
        }
        List<PeerId> candidates =
                peers.subscribers(topic, peer -> !mesh.contains(peer) && !backoffs.holds(topic, peer, nowMillis));
        for (PeerId peer : candidates.subList(0, Math.min(settings.degree() - mesh.size(), candidates.size()))) {
            mesh.add(peer);
            counts.count(GossipEvent.GRAFT_SENT);
            GraftMessage graft =
                    GraftMessage.newBuilder().setTopic(topic.name()).build();
            send(peer, ControlMessage.newBuilder().addGraft(graft).build());
        }
    }

    void heartbeat(long nowMillis) {
        backoffs.expire(nowMillis);
        meshes.forEach((topic, mesh) -> {
            mesh.removeIf(peer -> !peers.wants(peer, topic));
            fill(topic, nowMillis);
            thin(topic, mesh, nowMillis);
        });
    }

    private void thin(Topic topic, Set<PeerId> mesh, long nowMillis) {
        if (mesh.size() <= settings.high()) {
            return;
        }
        List<PeerId> shuffled = peers.subscribers(topic, mesh::contains);
        Set<PeerId> kept = Set.copyOf(shuffled.subList(0, Math.min(settings.degree(), shuffled.size())));
        for (PeerId peer : List.copyOf(mesh)) {
            if (!kept.contains(peer)) {
                mesh.remove(peer);
                prune(topic, peer, settings.pruneBackoff(), nowMillis);
            }
        }
    }

    void grafted(Topic topic, PeerId peer, long nowMillis) {
        counts.count(GossipEvent.GRAFT_RECEIVED);
        Set<PeerId> mesh = meshes.get(topic);
        // A topic that we do not have is not answered: that would be a way to make us talk.
        if (mesh == null || mesh.contains(peer)) {
            return;
        }
        if (backoffs.holds(topic, peer, nowMillis) || mesh.size() >= settings.high()) {
            prune(topic, peer, settings.pruneBackoff(), nowMillis);
        } else {
            mesh.add(peer);
        }
    }

    void pruned(Topic topic, PeerId peer, Duration backoff, long nowMillis) {
        counts.count(GossipEvent.PRUNE_RECEIVED);
        Set<PeerId> mesh = meshes.get(topic);
        if (mesh == null) {
            return;
        }
        mesh.remove(peer);
        backoffs.set(topic, peer, backoff.isPositive() ? backoff : settings.pruneBackoff(), nowMillis);
    }

    private void prune(Topic topic, PeerId peer, Duration backoff, long nowMillis) {
        backoffs.set(topic, peer, backoff, nowMillis);
        counts.count(GossipEvent.PRUNE_SENT);
        PruneMessage prune = PruneMessage.newBuilder()
                .setTopic(topic.name())
                .setBackoff(backoff.toSeconds())
                .build();
        send(peer, ControlMessage.newBuilder().addPrune(prune).build());
    }

    private void send(PeerId peer, ControlMessage control) {
        links.send(List.of(peer), Rpc.newBuilder().setControl(control).build());
    }

    int backoffs() {
        return backoffs.size();
    }
}
