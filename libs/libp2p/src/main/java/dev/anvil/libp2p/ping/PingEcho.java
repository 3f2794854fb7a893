package dev.anvil.libp2p.ping;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.quic.QuicStreamChannel;

/** Sends back what comes, and stops reading while the peer does not take its echo. */
final class PingEcho extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        context.channel().config().setAutoRead(false);
        context.writeAndFlush(bytes).addListener(written -> {
            if (written.isSuccess()) {
                context.channel().config().setAutoRead(true);
            } else {
                context.close();
            }
        });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ((QuicStreamChannel) context.channel()).shutdownOutput();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
