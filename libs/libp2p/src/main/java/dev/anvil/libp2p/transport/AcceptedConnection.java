package dev.anvil.libp2p.transport;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.quic.QuicChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that somebody else began: it needs a slot before its handshake goes on. */
@Sharable
final class AcceptedConnection extends ChannelInitializer<QuicChannel> {
    private static final Logger log = LoggerFactory.getLogger(AcceptedConnection.class);

    private final ConnectionSlots slots;
    private final Supplier<ConnectionLifecycle> lifecycle;

    AcceptedConnection(ConnectionSlots slots, Supplier<ConnectionLifecycle> lifecycle) {
        this.slots = slots;
        this.lifecycle = lifecycle;
    }

    @Override
    protected void initChannel(QuicChannel channel) {
        InetAddress address = ((InetSocketAddress) channel.remoteSocketAddress()).getAddress();
        if (!slots.tryAccept(address)) {
            log.debug("No room for a connection from {}", address);
            channel.close();
            return;
        }
        HandshakeSlot slot = new HandshakeSlot(slots);
        channel.closeFuture().addListener(closed -> {
            slot.release();
            slots.closed(address);
        });
        channel.pipeline().addLast(slot, lifecycle.get());
    }
}
