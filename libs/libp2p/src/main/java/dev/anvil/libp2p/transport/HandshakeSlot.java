package dev.anvil.libp2p.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Gives the place among the handshakes back when this one is over, well or badly. */
final class HandshakeSlot extends ChannelInboundHandlerAdapter {
    private final ConnectionSlots slots;
    private boolean released;

    HandshakeSlot(ConnectionSlots slots) {
        this.slots = slots;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        release();
        context.fireChannelActive();
    }

    void release() {
        if (!released) {
            released = true;
            slots.handshakeOver();
        }
    }
}
