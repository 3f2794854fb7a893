package dev.anvil.libp2p.exchange;

import dev.anvil.libp2p.identity.PeerId;
import dev.anvil.libp2p.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answering end: one request, one reply, and the stream is over. */
final class ExchangeResponder extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger log = LoggerFactory.getLogger(ExchangeResponder.class);

    /** For the request to come in; a stream on which none does is taken back. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final PeerId peer;
    private final ExchangeHandler handler;
    private final int maxBytes;
    private boolean asked;

    ExchangeResponder(PeerId peer, ExchangeHandler handler, int maxBytes) {
        this.peer = peer;
        this.handler = handler;
        this.maxBytes = maxBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor()
                .schedule(
                        () -> {
                            if (!asked) {
                                context.close();
                            }
                        },
                        REQUEST_TIMEOUT.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (asked) {
            context.close();
            return;
        }
        asked = true;
        byte[] request = Frame.bytes(frame);
        QuicStreamChannel stream = (QuicStreamChannel) context.channel();
        Thread.ofVirtual().name("libp2p-exchange").start(() -> answer(stream, request));
    }

    private void answer(QuicStreamChannel stream, byte[] request) {
        try {
            byte[] reply = handler.answer(peer, request);
            if (reply.length > maxBytes) {
                throw new IllegalStateException("A reply of " + reply.length + " bytes; the limit is " + maxBytes);
            }
            stream.writeAndFlush(Frame.of(stream.alloc(), reply)).addListener(written -> stream.close());
        } catch (RuntimeException e) {
            log.warn("A request of {} is not answered", peer, e);
            stream.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
