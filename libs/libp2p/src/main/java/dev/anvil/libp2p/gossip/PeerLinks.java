package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.multistream.NoCommonProtocolException;
import dev.anvil.libp2p.transport.Connection;
import dev.anvil.libp2p.wire.pb.Rpc;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams to peers: opened when a peer appears, again when one is lost. Confined to the router's thread. */
final class PeerLinks implements Links {
    private static final Logger log = LoggerFactory.getLogger(PeerLinks.class);

    private final Host host;
    private final List<String> protocols;
    private final GossipLimits limits;
    private final GossipCounts counts;
    private final RouterThread thread;
    private final Map<PeerId, OutboundStream> streams = new HashMap<>();
    /** By connection: what was begun on one that broke may never be answered, and says nothing of the next. */
    private final Map<PeerId, Connection> opening = new HashMap<>();
    /** Peers that speak no gossip at all, until they are gone. */
    private final Set<PeerId> mute = new HashSet<>();

    private LinkEvents events = LinkEvents.NONE;

    PeerLinks(Host host, List<String> protocols, GossipLimits limits, GossipCounts counts, RouterThread thread) {
        this.host = host;
        this.protocols = protocols;
        this.limits = limits;
        this.counts = counts;
        this.thread = thread;
    }

    void tell(LinkEvents listener) {
        events = listener;
    }

    /** Opens a stream unless there is one, or cannot be one. */
    void open(PeerId peer) {
        if (streams.containsKey(peer) || mute.contains(peer)) {
            return;
        }
        Connection connection = host.connectionTo(peer).orElse(null);
        if (connection == null || opening.get(peer) == connection) {
            return;
        }
        opening.put(peer, connection);
        connection
                .openStream(
                        protocols, (to, protocol, stream) -> stream.pipeline().addLast(new IgnoredReplies()))
                .whenComplete((stream, failure) -> thread.run(() -> opened(connection, stream, failure)));
    }

    private void opened(Connection connection, @Nullable QuicStreamChannel stream, @Nullable Throwable failure) {
        PeerId peer = connection.peer();
        boolean wanted = opening.remove(peer, connection);
        if (stream == null) {
            failed(peer, failure);
            return;
        }
        if (!wanted || !stream.isActive() || host.connectionTo(peer).isEmpty()) {
            stream.close();
            return;
        }
        streams.put(peer, new OutboundStream(stream, limits.outboundBytesPerPeer()));
        stream.closeFuture().addListener(closed -> thread.run(() -> closed(peer, stream)));
        events.writable(peer);
    }

    private void failed(PeerId peer, @Nullable Throwable failure) {
        log.debug("No gossip stream to {}: {}", peer, String.valueOf(failure));
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        for (; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoCommonProtocolException) {
                mute.add(peer);
            }
        }
    }

    private void closed(PeerId peer, QuicStreamChannel stream) {
        OutboundStream known = streams.get(peer);
        if (known != null && known.is(stream)) {
            streams.remove(peer);
            events.unwritable(peer);
            open(peer);
        }
    }

    void drop(PeerId peer) {
        mute.remove(peer);
        opening.remove(peer);
        OutboundStream stream = streams.remove(peer);
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public void send(Collection<PeerId> peers, Rpc rpc) {
        byte[] body = rpc.toByteArray();
        for (PeerId peer : peers) {
            OutboundStream stream = streams.get(peer);
            if (stream != null && !stream.offer(body)) {
                counts.count(GossipEvent.DROPPED_SLOW_PEER);
            }
        }
    }

    @Override
    public void shutOut(PeerId peer) {
        log.warn("{} sent too many messages that are invalid; it is shut out for {}", peer, limits.exile());
        host.refuse(peer, limits.exile(), "too many invalid messages");
    }
}
