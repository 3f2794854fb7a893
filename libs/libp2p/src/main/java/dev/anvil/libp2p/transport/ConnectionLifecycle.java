package dev.anvil.libp2p.transport;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.tls.PeerCertificate;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From handshake to loss, the same for both roles. The channel becomes active when the handshake, the peer's certificate
 * included, is done; the future of {@code connect()} is earlier than that, so nobody may rely on it. The close event comes
 * at once, the close future only after the draining period, so whichever is first counts.
 */
final class ConnectionLifecycle extends ChannelInboundHandlerAdapter {
    static final AttributeKey<Connection> CONNECTION = AttributeKey.valueOf(ConnectionLifecycle.class, "connection");

    private static final Logger log = LoggerFactory.getLogger(ConnectionLifecycle.class);

    private final boolean dialed;
    private final QuicLimits limits;
    private final InstantSource clock;
    private final ConnectionEvents events;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Connection connection;
    private boolean lost;
    private String why = "timed out or closed";

    ConnectionLifecycle(boolean dialed, QuicLimits limits, InstantSource clock, ConnectionEvents events) {
        this.dialed = dialed;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
    }

    /** A handshake may take as long as a dial, and no longer: the idle timeout alone could be dragged out for ever. */
    @Override
    public void channelRegistered(ChannelHandlerContext context) {
        this.context = context;
        Duration limit = limits.dialTimeout();
        context.executor()
                .schedule(
                        () -> {
                            if (connection == null) {
                                context.close();
                            }
                        },
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        context.fireChannelRegistered();
    }

    /** The dial has failed: the codec leaves it to us to close the channel, which is what tells the other side. */
    void abandon() {
        if (context != null) {
            // Later, because inside of its own work the codec would send nothing.
            context.executor().execute(context::close);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws CertificateException, SSLPeerUnverifiedException {
        QuicChannel channel = (QuicChannel) context.channel();
        PeerId peer = PeerCertificate.verify(channel.sslEngine().getSession().getPeerCertificates(), clock.instant());
        InetSocketAddress address = (InetSocketAddress) channel.remoteSocketAddress();
        Connection established =
                new Connection(channel, peer, address, dialed, clock.instant(), limits.negotiationTimeout());
        connection = established;
        channel.attr(CONNECTION).set(established);
        channel.closeFuture().addListener(closed -> lost(channel.isTimedOut() ? "timed out" : why));
        events.established(established);
        context.fireChannelActive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof QuicConnectionCloseEvent close) {
            log.debug("{} closed: {}", context.channel().remoteAddress(), close);
            lost("closed by the peer: " + reason(close));
            if (connection == null) {
                // A handshake that the other side has given up; its place is free at once.
                context.close();
            }
        }
        context.fireUserEventTriggered(event);
    }

    private static String reason(QuicConnectionCloseEvent close) {
        byte @Nullable [] reason = close.reason();
        return reason == null ? "error " + close.error() : new String(reason, StandardCharsets.UTF_8);
    }

    private void lost(String reason) {
        Connection known = connection;
        if (known != null && !lost) {
            lost = true;
            events.lost(known, reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("Connection with {} given up", context.channel().remoteAddress(), cause);
        why = String.valueOf(cause.getMessage());
        context.close();
    }
}
