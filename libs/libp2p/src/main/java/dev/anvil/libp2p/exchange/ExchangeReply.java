package dev.anvil.libp2p.exchange;

import dev.anvil.libp2p.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;

/** The asking end. */
final class ExchangeReply extends SimpleChannelInboundHandler<ByteBuf> {
    private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();

    CompletableFuture<byte[]> bytes() {
        return bytes;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        bytes.complete(Frame.bytes(frame));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            bytes.completeExceptionally(new ClosedChannelException());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        bytes.completeExceptionally(new ClosedChannelException());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        bytes.completeExceptionally(cause);
    }
}
