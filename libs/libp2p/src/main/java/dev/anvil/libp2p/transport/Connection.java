package dev.anvil.libp2p.transport;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.multistream.Proposer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One QUIC connection to a peer that has proved its id. */
public final class Connection {
    /**
     * A connection is not closed before it is this old. What closes it earlier travels under keys that the peer may have
     * dropped by then, and the peer would wait for the idle timeout.
     */
    private static final Duration YOUNGEST_TO_CLOSE = Duration.ofMillis(250);

    private final QuicChannel channel;
    private final PeerId peer;
    private final InetSocketAddress remoteAddress;
    private final boolean dialed;
    private final Instant established;
    private final Duration negotiationTimeout;
    private final Map<String, Integer> inboundStreams = new HashMap<>();
    private final long establishedNanos = System.nanoTime();
    private volatile @Nullable Duration roundTrip;
    private volatile boolean closing;

    Connection(
            QuicChannel channel,
            PeerId peer,
            InetSocketAddress remoteAddress,
            boolean dialed,
            Instant established,
            Duration negotiationTimeout) {
        this.channel = channel;
        this.peer = peer;
        this.remoteAddress = remoteAddress;
        this.dialed = dialed;
        this.established = established;
        this.negotiationTimeout = negotiationTimeout;
    }

    public PeerId peer() {
        return peer;
    }

    public InetSocketAddress remoteAddress() {
        return remoteAddress;
    }

    /** Whether we dialed, rather than the peer. */
    public boolean dialed() {
        return dialed;
    }

    public Instant established() {
        return established;
    }

    public boolean isOpen() {
        return !closing && channel.isActive();
    }

    /** The time of the last ping, once there was one. */
    public Optional<Duration> roundTrip() {
        return Optional.ofNullable(roundTrip);
    }

    public void measured(Duration time) {
        roundTrip = time;
    }

    /** Opens a stream for the first of the protocols that the peer speaks. */
    public CompletableFuture<QuicStreamChannel> openStream(List<String> protocols, StreamHandler handler) {
        if (closing) {
            return CompletableFuture.failedFuture(new ClosedChannelException());
        }
        CompletableFuture<QuicStreamChannel> opened = new CompletableFuture<>();
        channel.createStream(QuicStreamType.BIDIRECTIONAL, new ChannelInitializer<QuicStreamChannel>() {
                    @Override
                    protected void initChannel(QuicStreamChannel stream) {
                        stream.config().setAllowHalfClosure(true);
                        stream.pipeline()
                                .addLast(new Proposer(
                                        protocols,
                                        negotiationTimeout,
                                        protocol -> {
                                            handler.open(Connection.this, protocol, stream);
                                            opened.complete(stream);
                                        },
                                        opened::completeExceptionally));
                    }
                })
                .addListener(created -> {
                    if (!created.isSuccess()) {
                        opened.completeExceptionally(new IOException("No stream to " + peer, created.cause()));
                    }
                });
        return opened;
    }

    /** Takes one of the streams that the peer may have open for a protocol. Only on the event loop. */
    boolean admitStream(String protocol, int limit) {
        int open = inboundStreams.getOrDefault(protocol, 0);
        if (open >= limit) {
            return false;
        }
        inboundStreams.put(protocol, open + 1);
        return true;
    }

    void streamClosed(String protocol) {
        inboundStreams.computeIfPresent(protocol, (name, open) -> open == 1 ? null : open - 1);
    }

    /** Ends the connection and tells the peer why; no stream is taken any more. Done once the peer can know. */
    public CompletableFuture<Void> close(String reason) {
        closing = true;
        if (channel.eventLoop().isShuttingDown()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> closed = new CompletableFuture<>();
        long wait = YOUNGEST_TO_CLOSE.toNanos() - (System.nanoTime() - establishedNanos);
        channel.eventLoop().schedule(() -> closeNow(reason, closed), Math.max(0, wait), TimeUnit.NANOSECONDS);
        return closed;
    }

    private void closeNow(String reason, CompletableFuture<Void> closed) {
        channel.close(true, 0, Unpooled.wrappedBuffer(reason.getBytes(StandardCharsets.UTF_8)))
                .addListener(done -> closed.complete(null));
    }

    @Override
    public String toString() {
        return (dialed ? "to " : "from ") + peer + " at " + remoteAddress;
    }
}
