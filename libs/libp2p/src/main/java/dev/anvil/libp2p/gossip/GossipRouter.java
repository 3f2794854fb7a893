package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.pb.ControlMessage;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import dev.anvil.libp2p.wire.pb.Rpc;
import dev.anvil.libp2p.wire.pb.SubscriptionMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The protocol, without I/O: peers, frames and heartbeats go in, frames and messages come out. One thread at a time.
 *
 * <p>A message that comes in goes through these gates, the cheap ones first: complete, a topic of ours, not too large,
 * not our own, not seen, within the peer's rate, signed by its author, accepted by the validator. A forged message must
 * not make us forget the real one, so an id counts as seen only behind the signature.
 */
final class GossipRouter {
    private static final int MAX_SUBSCRIPTIONS_PER_FRAME = 1000;
    private static final int MAX_GRAFTS_PER_FRAME = 1000;

    private final PeerId self;
    private final GossipSettings settings;
    private final Links links;
    private final Consumer<Message> deliveries;
    private final GossipCounts counts;
    private final InstantSource clock;
    private final Peers peers;
    private final SeenMessages seen;
    private final History history;
    private final Mesh mesh;
    private final LazyGossip lazy;
    private final Fanout fanout;
    private final Map<Topic, Validator> validators = new HashMap<>();

    GossipRouter(
            PeerId self,
            GossipSettings settings,
            Links links,
            Consumer<Message> deliveries,
            GossipCounts counts,
            InstantSource clock,
            RandomGenerator random) {
        this.self = self;
        this.settings = settings;
        this.links = links;
        this.deliveries = deliveries;
        this.counts = counts;
        this.clock = clock;
        this.peers = new Peers(random);
        this.seen =
                new SeenMessages(settings.limits().seenTime(), settings.limits().maxSeen());
        this.history = new History(settings.limits());
        this.mesh = new Mesh(settings.mesh(), peers, links, counts);
        this.lazy = new LazyGossip(settings, peers, links, counts, seen, history, random);
        this.fanout = new Fanout(settings.mesh(), peers);
    }

    void connected(PeerId peer) {
        peers.add(peer, new PeerState(settings.limits(), clock.millis()));
    }

    /** There is a stream to the peer now: it hears first of all what we subscribe to. */
    void writable(PeerId peer) {
        connected(peer);
        peers.find(peer).ifPresent(state -> state.writable(true));
        announce(List.of(peer), mesh.topics(), true);
        mesh.topics().forEach(topic -> mesh.fill(topic, clock.millis()));
    }

    void unwritable(PeerId peer) {
        peers.find(peer).ifPresent(state -> state.writable(false));
        mesh.forget(peer);
    }

    void disconnected(PeerId peer) {
        mesh.forget(peer);
        peers.remove(peer);
    }

    void subscribe(Topic topic, Validator validator) {
        if (validators.putIfAbsent(topic, validator) != null) {
            throw new IllegalStateException("Topic " + topic + " is subscribed to already");
        }
        announce(peers.writable(), Set.of(topic), true);
        mesh.join(topic, clock.millis());
    }

    void unsubscribe(Topic topic) {
        if (validators.remove(topic) != null) {
            mesh.leave(topic, clock.millis());
            announce(peers.writable(), Set.of(topic), false);
        }
    }

    private void announce(Collection<PeerId> to, Set<Topic> topics, boolean subscribe) {
        if (to.isEmpty() || topics.isEmpty()) {
            return;
        }
        Rpc.Builder rpc = Rpc.newBuilder();
        for (Topic topic : topics) {
            rpc.addSubscriptions(
                    SubscriptionMessage.newBuilder().setSubscribe(subscribe).setTopic(topic.name()));
        }
        links.send(to, rpc.build());
    }

    /** Sends a message of our own. */
    void publish(PublishedMessage message) {
        Topic topic = new Topic(message.getTopic());
        remember(message);
        counts.count(GossipEvent.PUBLISHED);
        links.send(receivers(topic), Rpc.newBuilder().addPublish(message).build());
    }

    private Collection<PeerId> receivers(Topic topic) {
        if (settings.mesh().floodPublish()) {
            return peers.subscribers(topic, peer -> true);
        }
        return validators.containsKey(topic) ? List.copyOf(mesh.of(topic)) : fanout.of(topic, clock.millis());
    }

    private void remember(PublishedMessage message) {
        MessageId id = MessageId.of(message);
        seen.add(id, clock.millis());
        history.add(id, message);
    }

    void received(PeerId peer, Rpc rpc) {
        PeerState state = peers.find(peer).orElse(null);
        if (state == null || state.isShutOut()) {
            return;
        }
        rpc.getSubscriptionsList().stream()
                .limit(MAX_SUBSCRIPTIONS_PER_FRAME)
                .filter(subscription -> Topic.isValid(subscription.getTopic()))
                .forEach(subscription -> subscription(peer, state, subscription));
        for (PublishedMessage message : rpc.getPublishList()) {
            message(peer, state, message);
        }
        if (rpc.hasControl()) {
            control(peer, state, rpc.getControl());
        }
    }

    private void subscription(PeerId peer, PeerState state, SubscriptionMessage subscription) {
        Topic topic = new Topic(subscription.getTopic());
        if (subscription.getSubscribe()) {
            state.subscribed(topic);
            mesh.fill(topic, clock.millis());
        } else {
            state.unsubscribed(topic);
            mesh.unsubscribed(topic, peer);
        }
    }

    private void message(PeerId via, PeerState state, PublishedMessage message) {
        if (state.isShutOut()) {
            return;
        }
        if (!SignedMessages.isComplete(message)) {
            offence(via, state, GossipEvent.DROPPED_MALFORMED);
            return;
        }
        Topic topic = new Topic(message.getTopic());
        Validator validator = validators.get(topic);
        if (validator == null) {
            counts.count(GossipEvent.DROPPED_NOT_SUBSCRIBED);
        } else if (message.getData().size() > settings.limits().maxMessageBytes()) {
            offence(via, state, GossipEvent.DROPPED_OVERSIZED);
        } else if (seen.contains(MessageId.of(message))) {
            counts.count(GossipEvent.DUPLICATE);
        } else if (!state.mayHaveVerified(clock.millis())) {
            counts.count(GossipEvent.DROPPED_OVER_RATE);
        } else {
            SignedMessages.author(message)
                    .ifPresentOrElse(
                            author -> signed(via, state, author, topic, validator, message),
                            () -> offence(via, state, GossipEvent.DROPPED_INVALID_SIGNATURE));
        }
    }

    private void signed(
            PeerId via, PeerState state, PeerId author, Topic topic, Validator validator, PublishedMessage message) {
        if (author.equals(self)) {
            // Ours, from before a restart or beyond the seen time: nothing that we need to be told.
            counts.count(GossipEvent.DUPLICATE);
            return;
        }
        Message judged = new Message(
                topic,
                author,
                via,
                SignedMessages.sequence(message),
                message.getData().toByteArray());
        switch (validator.judge(judged)) {
            case ACCEPT -> {
                remember(message);
                deliveries.accept(judged);
                forward(via, author, topic, message);
            }
            case IGNORE -> {
                seen.add(MessageId.of(message), clock.millis());
                counts.count(GossipEvent.DROPPED_IGNORED);
            }
            case REJECT -> {
                seen.add(MessageId.of(message), clock.millis());
                offence(via, state, GossipEvent.DROPPED_REJECTED);
            }
        }
    }

    private void forward(PeerId via, PeerId author, Topic topic, PublishedMessage message) {
        List<PeerId> next = mesh.of(topic).stream()
                .filter(peer -> !peer.equals(via) && !peer.equals(author))
                .toList();
        if (!next.isEmpty()) {
            counts.count(GossipEvent.FORWARDED);
            links.send(next, Rpc.newBuilder().addPublish(message).build());
        }
    }

    private void offence(PeerId peer, PeerState state, GossipEvent event) {
        counts.count(event);
        if (state.offended(clock.millis())) {
            counts.count(GossipEvent.PEER_SHUT_OUT);
            links.shutOut(peer);
        }
    }

    /** A frame that could not even be parsed. */
    void malformed(PeerId peer) {
        peers.find(peer)
                .filter(state -> !state.isShutOut())
                .ifPresent(state -> offence(peer, state, GossipEvent.DROPPED_MALFORMED));
    }

    private void control(PeerId peer, PeerState state, ControlMessage control) {
        long now = clock.millis();
        control.getGraftList().stream()
                .limit(MAX_GRAFTS_PER_FRAME)
                .filter(graft -> Topic.isValid(graft.getTopic()))
                .forEach(graft -> mesh.grafted(new Topic(graft.getTopic()), peer, now));
        control.getPruneList().stream()
                .limit(MAX_GRAFTS_PER_FRAME)
                .filter(prune -> Topic.isValid(prune.getTopic()))
                .forEach(prune -> mesh.pruned(new Topic(prune.getTopic()), peer, backoff(prune.getBackoff()), now));
        lazy.told(peer, state, control.getIhaveList(), validators.keySet(), now);
        lazy.askedBy(peer, state, control.getIwantList());
    }

    /** Unsigned on the wire, so huge ones look negative here. */
    private static Duration backoff(long seconds) {
        return Long.compareUnsigned(seconds, Backoffs.LONGEST.toSeconds()) > 0
                ? Backoffs.LONGEST
                : Duration.ofSeconds(seconds);
    }

    void heartbeat() {
        long now = clock.millis();
        seen.expire(now);
        mesh.heartbeat(now);
        fanout.expire(now);
        for (Topic topic : mesh.topics()) {
            lazy.tell(topic, mesh.of(topic));
        }
        lazy.heartbeat(now);
        peers.states().forEach(state -> state.heartbeat(history));
    }

    Set<PeerId> meshOf(Topic topic) {
        return Set.copyOf(mesh.of(topic));
    }

    /** Everything that peers can make grow, for tests of the bounds. */
    long kept() {
        return seen.size() + history.bytes() + mesh.backoffs();
    }
}
