package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.wire.Frame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Our stream to one peer. What it has not taken is counted, and beyond a limit nothing more is given to it. */
final class OutboundStream {
    private final QuicStreamChannel stream;
    private final int mostWaiting;
    private final AtomicLong waiting = new AtomicLong();

    OutboundStream(QuicStreamChannel stream, int mostWaiting) {
        this.stream = stream;
        this.mostWaiting = mostWaiting;
    }

    /** Whether the frame was taken. */
    boolean offer(byte[] body) {
        if (stream.eventLoop().isShuttingDown()) {
            return false;
        }
        if (waiting.addAndGet(body.length) > mostWaiting) {
            waiting.addAndGet(-body.length);
            return false;
        }
        stream.writeAndFlush(Frame.of(stream.alloc(), body)).addListener(written -> waiting.addAndGet(-body.length));
        return true;
    }

    boolean is(QuicStreamChannel other) {
        return stream == other;
    }

    void close() {
        stream.close();
    }
}
