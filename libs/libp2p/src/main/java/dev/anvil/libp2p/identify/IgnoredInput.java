package dev.anvil.libp2p.identify;

import dev.anvil.libp2p.wire.MalformedWireException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/** The end of a stream on which nothing that matters is expected: little is taken, and more ends it. */
final class IgnoredInput extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int MAX_BYTES = 64 << 10;

    private int taken;

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        taken += bytes.readableBytes();
        if (taken > MAX_BYTES) {
            throw new MalformedWireException("more than " + MAX_BYTES + " bytes for identify");
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
