package dev.anvil.libp2p.ping;

import dev.anvil.libp2p.wire.MalformedWireException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One ping: sends its payload once the stream is agreed on and waits for the same bytes. */
final class PingProbe extends ByteToMessageDecoder {
    private final byte[] payload;
    private final CompletableFuture<Duration> time = new CompletableFuture<>();
    private long sentAtNanos;

    PingProbe(byte[] payload) {
        this.payload = payload;
    }

    CompletableFuture<Duration> time() {
        return time;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        sentAtNanos = System.nanoTime();
        context.executor().execute(() -> context.writeAndFlush(Unpooled.wrappedBuffer(payload)));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < payload.length) {
            return;
        }
        byte[] echo = ByteBufUtil.getBytes(in.readSlice(payload.length));
        if (!Arrays.equals(payload, echo)) {
            throw new MalformedWireException("the echo of a ping differs from the ping");
        }
        time.complete(Duration.ofNanos(System.nanoTime() - sentAtNanos));
        ((QuicStreamChannel) context.channel()).shutdownOutput();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        time.completeExceptionally(new ClosedChannelException());
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        time.completeExceptionally(cause);
        context.close();
    }
}
