package dev.anvil.libp2p.gossip;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.PeerListener;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.wire.FrameDecoder;
import dev.anvil.libp2p.wire.pb.PublishedMessage;
import dev.anvil.libp2p.wire.pb.Rpc;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publish and subscribe among the peers of a host. */
public final class Gossip implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gossip.class);

    static final List<String> PROTOCOLS = List.of("/meshsub/1.1.0", "/meshsub/1.0.0");

    /** A peer has one; a second may begin before we have seen the end of the first. */
    private static final int MAX_STREAMS = 2;

    private final Host host;
    private final GossipSettings settings;
    private final GossipCounts counts = new GossipCounts();
    private final RouterThread thread = new RouterThread();
    private final PeerLinks links;
    private final GossipRouter router;
    private final InboundBudget budget;
    private final Map<Topic, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Set<PeerId> admitted = ConcurrentHashMap.newKeySet();
    private final Map<PeerId, Set<ChannelHandlerContext>> inbound = new ConcurrentHashMap<>();
    /** Never the same twice for a host, even when it restarts: it begins with the nanoseconds of the clock. */
    private final AtomicLong sequence;

    private Gossip(Host host, GossipSettings settings, InstantSource clock) {
        this.host = host;
        this.settings = settings;
        this.sequence = new AtomicLong(TimeUnit.MILLISECONDS.toNanos(clock.millis()));
        this.budget = new InboundBudget(settings.limits().inboundBytes());
        this.links = new PeerLinks(host, PROTOCOLS, settings.limits(), counts, thread);
        this.router = new GossipRouter(
                host.peerId(), settings, links, this::deliver, counts, clock, RandomGenerator.getDefault());
    }

    /** Begins to gossip on a host, best before the host starts to listen. */
    public static Gossip on(Host host, GossipSettings settings) {
        Gossip gossip = new Gossip(host, settings, InstantSource.system());
        gossip.start();
        return gossip;
    }

    private void start() {
        links.tell(new LinkEvents() {
            @Override
            public void writable(PeerId peer) {
                router.writable(peer);
            }

            @Override
            public void unwritable(PeerId peer) {
                router.unwritable(peer);
            }
        });
        for (String protocol : PROTOCOLS) {
            host.speak(protocol, MAX_STREAMS, (connection, name, stream) -> accept(connection, stream));
        }
        host.addListener(new PeerListener() {
            @Override
            public void connected(PeerId peer) {
                thread.run(() -> Gossip.this.connected(peer));
            }

            @Override
            public void disconnected(PeerId peer, String why) {
                thread.run(() -> Gossip.this.disconnected(peer));
            }
        });
        host.peers().forEach(peer -> thread.run(() -> connected(peer)));
        thread.every(settings.mesh().heartbeat(), this::heartbeat);
    }

    private boolean isAdmitted(PeerId peer) {
        return settings.openToAll() || admitted.contains(peer);
    }

    private void connected(PeerId peer) {
        if (isAdmitted(peer)) {
            router.connected(peer);
            links.open(peer);
        }
    }

    private void disconnected(PeerId peer) {
        // It may be back already; then the news of that is on its way, and what we know of it is still true.
        if (host.connectionTo(peer).isEmpty()) {
            links.drop(peer);
            router.disconnected(peer);
        }
    }

    private void heartbeat() {
        router.heartbeat();
        host.peers().stream().filter(this::isAdmitted).forEach(links::open);
    }

    private void accept(Connection connection, QuicStreamChannel stream) {
        PeerId peer = connection.peer();
        InboundFrames frames = new InboundFrames(
                settings.limits(),
                budget,
                isAdmitted(peer),
                (frame, handled) -> thread.run(() -> {
                    try {
                        received(peer, frame);
                    } finally {
                        handled.run();
                    }
                }));
        stream.pipeline().addLast(new FrameDecoder(settings.limits().maxFrameBytes()), frames);
        if (!settings.openToAll()) {
            await(peer, stream.pipeline().context(frames));
        }
    }

    /** Remembers the stream, so that admission of its peer wakes it up. */
    private void await(PeerId peer, ChannelHandlerContext stream) {
        inbound.computeIfAbsent(peer, key -> ConcurrentHashMap.newKeySet()).add(stream);
        stream.channel()
                .closeFuture()
                .addListener(closed -> inbound.computeIfPresent(peer, (key, streams) -> {
                    streams.remove(stream);
                    return streams.isEmpty() ? null : streams;
                }));
        if (isAdmitted(peer)) {
            wake(stream);
        }
    }

    private static void wake(ChannelHandlerContext stream) {
        stream.executor().execute(() -> ((InboundFrames) stream.handler()).admit(stream));
    }

    private void received(PeerId peer, byte[] frame) {
        if (!isAdmitted(peer) || host.connectionTo(peer).isEmpty()) {
            return;
        }
        // Frames can be faster than the news of who is connected.
        router.connected(peer);
        try {
            router.received(peer, Rpc.parseFrom(frame));
        } catch (InvalidProtocolBufferException e) {
            log.debug("A frame of {} is no frame of gossip: {}", peer, e.getMessage());
            router.malformed(peer);
        }
    }

    private void deliver(Message message) {
        Subscription subscription = subscriptions.get(message.topic());
        if (subscription != null) {
            subscription.offer(message);
        }
    }

    /** Lets a peer take part, when not all do. Until then it is told nothing and nothing of it is read. */
    public void admit(PeerId peer) {
        admitted.add(peer);
        inbound.getOrDefault(peer, Set.of()).forEach(Gossip::wake);
        thread.run(() -> connected(peer));
    }

    /** Takes the admission back. */
    public void expel(PeerId peer) {
        admitted.remove(peer);
        inbound.getOrDefault(peer, Set.of()).forEach(ChannelHandlerContext::close);
        thread.run(() -> {
            links.drop(peer);
            router.disconnected(peer);
        });
    }

    /** Takes the messages of a topic that pass the validator. */
    public void subscribe(Topic topic, Validator validator, Subscriber subscriber) throws InterruptedException {
        thread.call(() -> {
            router.subscribe(topic, validator);
            subscriptions.put(
                    topic, new Subscription(topic, subscriber, settings.limits().subscriberQueue(), counts));
            return true;
        });
    }

    public void unsubscribe(Topic topic) throws InterruptedException {
        thread.call(() -> {
            router.unsubscribe(topic);
            Subscription subscription = subscriptions.remove(topic);
            if (subscription != null) {
                subscription.close();
            }
            return true;
        });
    }

    /** Signs and sends. Answers when the message is on its way to those who are connected, not when anybody has it. */
    public void publish(Topic topic, byte[] data) throws InterruptedException {
        int most = settings.limits().maxMessageBytes();
        if (data.length > most) {
            throw new IllegalArgumentException("A message of " + data.length + " bytes; the limit is " + most);
        }
        PublishedMessage message = SignedMessages.sign(host.key(), topic, sequence.incrementAndGet(), data);
        thread.call(() -> {
            router.publish(message);
            return true;
        });
    }

    /** The peers that messages of a topic are passed on to. */
    public Set<PeerId> meshOf(Topic topic) throws InterruptedException {
        return thread.call(() -> router.meshOf(topic));
    }

    public GossipCounts counts() {
        return counts;
    }

    /** Bytes of peers' frames that wait to be handled. */
    long inboundBytes() {
        return budget.used();
    }

    @Override
    public void close() {
        thread.close();
        subscriptions.values().forEach(Subscription::close);
    }
}
