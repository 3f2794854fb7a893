package dev.anvil.libp2p.gossip;

import com.google.protobuf.ByteString;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.ControlMessage;
import dev.anvil.libp2p.wire.pb.IHaveMessage;
import dev.anvil.libp2p.wire.pb.IWantMessage;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import dev.anvil.libp2p.wire.pb.Rpc;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Tells peers outside the mesh which messages we have, gives what they miss, asks for what we miss. */
final class LazyGossip {
    /** A message that one peer was asked for is not asked of others meanwhile. */
    private static final long ANSWER_MILLIS = 3000;

    private static final int MAX_ASKED = 20_000;
    /** Ids are short; what claims to be one and is longer than two peer ids is not. */
    private static final int MAX_ID_BYTES = 128;

    private static final int REPLY_BYTES = 256 << 10;

    private final GossipSettings settings;
    private final Peers peers;
    private final Links links;
    private final GossipCounts counts;
    private final SeenMessages seen;
    private final History history;
    private final RandomGenerator random;
    private final Map<MessageId, Long> asked = new LinkedHashMap<>();

    LazyGossip(
            GossipSettings settings,
            Peers peers,
            Links links,
            GossipCounts counts,
            SeenMessages seen,
            History history,
            RandomGenerator random) {
        this.settings = settings;
        this.peers = peers;
        this.links = links;
        this.counts = counts;
        this.seen = seen;
        this.history = history;
        this.random = random;
    }

    /** Tells some of the subscribers outside the mesh. */
    void tell(Topic topic, Set<PeerId> mesh) {
        List<MessageId> ids = history.recent(topic);
        if (ids.isEmpty()) {
            return;
        }
        List<PeerId> others = peers.subscribers(topic, peer -> !mesh.contains(peer));
        int share = (int) (others.size() * settings.mesh().lazyShare());
        int count = Math.min(others.size(), Math.max(settings.mesh().lazy(), share));
        if (count == 0) {
            return;
        }
        Collections.shuffle(ids, Random.from(random));
        IHaveMessage.Builder list = IHaveMessage.newBuilder().setTopic(topic.name());
        ids.stream().limit(settings.limits().maxIdsPerHeartbeat()).forEach(id -> list.addMessageIds(id.bytes()));
        counts.count(GossipEvent.IHAVE_SENT);
        links.send(others.subList(0, count), control(ControlMessage.newBuilder().addIhave(list)));
    }

    private static Rpc control(ControlMessage.Builder control) {
        return Rpc.newBuilder().setControl(control).build();
    }

    /** Asks for what we miss of what the peer has. */
    void told(PeerId peer, PeerState state, List<IHaveMessage> lists, Set<Topic> topics, long nowMillis) {
        Set<MessageId> wanted = new LinkedHashSet<>();
        for (IHaveMessage list : lists) {
            counts.count(GossipEvent.IHAVE_RECEIVED);
            int looked = state.mayTell(list.getMessageIdsCount());
            if (!Topic.isValid(list.getTopic()) || !topics.contains(new Topic(list.getTopic()))) {
                continue;
            }
            for (ByteString bytes : list.getMessageIdsList().subList(0, looked)) {
                MessageId id = new MessageId(bytes);
                if (bytes.size() <= MAX_ID_BYTES && !seen.contains(id) && ask(id, nowMillis)) {
                    wanted.add(id);
                }
            }
        }
        if (!wanted.isEmpty()) {
            counts.count(GossipEvent.IWANT_SENT);
            IWantMessage.Builder want = IWantMessage.newBuilder();
            wanted.forEach(id -> want.addMessageIds(id.bytes()));
            links.send(List.of(peer), control(ControlMessage.newBuilder().addIwant(want)));
        }
    }

    private boolean ask(MessageId id, long nowMillis) {
        Long before = asked.get(id);
        if (before != null && nowMillis - before < ANSWER_MILLIS) {
            return false;
        }
        if (before == null && asked.size() >= MAX_ASKED) {
            return false;
        }
        asked.remove(id);
        asked.put(id, nowMillis);
        return true;
    }

    /** Gives what is asked for and still there. */
    void askedBy(PeerId peer, PeerState state, List<IWantMessage> lists) {
        Rpc.Builder reply = Rpc.newBuilder();
        int bytes = 0;
        for (IWantMessage list : lists) {
            counts.count(GossipEvent.IWANT_RECEIVED);
            for (ByteString idBytes : list.getMessageIdsList()) {
                MessageId id = new MessageId(idBytes);
                PublishedMessage message = history.find(id).orElse(null);
                if (message == null || !state.mayAsk(id)) {
                    continue;
                }
                if (bytes > 0 && bytes + message.getSerializedSize() > REPLY_BYTES) {
                    links.send(List.of(peer), reply.build());
                    reply.clear();
                    bytes = 0;
                }
                reply.addPublish(message);
                bytes += message.getSerializedSize();
            }
        }
        if (bytes > 0) {
            links.send(List.of(peer), reply.build());
        }
    }

    void heartbeat(long nowMillis) {
        history.shift();
        Iterator<Long> times = asked.values().iterator();
        while (times.hasNext() && times.next() <= nowMillis - ANSWER_MILLIS) {
            times.remove();
        }
    }
}
