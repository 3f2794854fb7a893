package dev.anvil.gateway.http.oneport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInboundInvoker;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first four bytes of a connection. {@code PRI } is how HTTP/2 begins and nothing else does. Who says nothing for too long a
 * time is sent away: gRPC's own time limit is off, because it would cut HTTP/1.1 connections too.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
    private static final int NEEDED = 4;
    private static final int PRI = 0x50524920;

    private final Supplier<ChannelHandler> grpc;
    private final HttpRelay relay;
    private final OnePortTls tls;
    private final Duration patience;
    /** gRPC's handler wants to hear these too, once it has our place. */
    private final List<Object> missedEvents = new ArrayList<>();

    private ByteBuf seen = Unpooled.EMPTY_BUFFER;
    private boolean decided;
    private @Nullable Future<?> silence;

    FirstBytes(Supplier<ChannelHandler> grpc, HttpRelay relay, OnePortTls tls, Duration patience) {
        this.grpc = grpc;
        this.relay = relay;
        this.tls = tls;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        tls.handler(context.alloc()).ifPresent(handler -> context.pipeline().addBefore(context.name(), "tls", handler));
        silence = context.executor().schedule((Runnable) context::close, patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (silence != null) {
            silence.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        seen.release();
        seen = Unpooled.EMPTY_BUFFER;
        context.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        missedEvents.add(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        seen = Unpooled.wrappedBuffer(seen, (ByteBuf) message);
        if (decided || seen.readableBytes() < NEEDED) {
            return;
        }
        decided = true;
        if (seen.getInt(seen.readerIndex()) == PRI) {
            stay(context);
        } else {
            relay.begin(context.channel(), this);
        }
    }

    private void stay(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        pipeline.replace(this, "grpc-negotiation", grpc.get());
        // Behind TLS, where there is some: what has come is plain already.
        @Nullable ChannelHandlerContext tlsHandler = pipeline.context(SslHandler.class);
        ChannelInboundInvoker from = tlsHandler == null ? pipeline : tlsHandler;
        missedEvents.forEach(from::fireUserEventTriggered);
        from.fireChannelRead(takeSeen());
    }

    /** All that has come so far; from now on it is the caller's. */
    ByteBuf takeSeen() {
        ByteBuf taken = seen;
        seen = Unpooled.EMPTY_BUFFER;
        return taken;
    }
}
