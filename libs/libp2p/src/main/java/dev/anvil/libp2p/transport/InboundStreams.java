package dev.anvil.libp2p.transport;

import dev.anvil.libp2p.multistream.Responder;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every stream that a peer opens: negotiated, counted against its protocol's limit, handed over. */
@Sharable
final class InboundStreams extends ChannelInitializer<QuicStreamChannel> {
    private static final Logger log = LoggerFactory.getLogger(InboundStreams.class);

    private final Protocols protocols;
    private final Duration negotiationTimeout;

    InboundStreams(Protocols protocols, Duration negotiationTimeout) {
        this.protocols = protocols;
        this.negotiationTimeout = negotiationTimeout;
    }

    @Override
    protected void initChannel(QuicStreamChannel stream) {
        Connection connection =
                stream.parent().attr(ConnectionLifecycle.CONNECTION).get();
        if (connection == null || !connection.isOpen()) {
            stream.close();
            return;
        }
        stream.config().setAllowHalfClosure(true);
        stream.pipeline()
                .addLast(new Responder(
                        name -> protocols.find(name).isPresent(),
                        negotiationTimeout,
                        name -> hand(name, connection, stream)));
    }

    private void hand(String name, Connection connection, QuicStreamChannel stream) {
        Protocols.Spoken spoken = protocols.find(name).orElseThrow();
        if (!connection.admitStream(name, spoken.maxStreams())) {
            log.debug("One stream too many of {} {}", name, connection);
            stream.close();
            return;
        }
        stream.closeFuture().addListener(closed -> connection.streamClosed(name));
        spoken.handler().open(connection, name, stream);
    }
}
