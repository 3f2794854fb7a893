package dev.anvil.libp2p.gossip;

import dev.anvil.libp2p.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A peer's stream to us. It is not read while the peer is not admitted, is over its rate, or while what we have read is
 * not handled: then the peer's own sending stalls, and only that.
 */
final class InboundFrames extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger log = LoggerFactory.getLogger(InboundFrames.class);

    private final GossipLimits limits;
    private final InboundBudget budget;
    private final BiConsumer<byte[], Runnable> frames;
    private final TokenBucket rate;
    /** Frames that came together with the agreement on the protocol, when it was too late not to read them. */
    private final Deque<byte[]> early = new ArrayDeque<>();

    private boolean admitted;
    private boolean overRate;
    private int waiting;

    /** @param frames takes a frame, and what to run once the frame is handled */
    InboundFrames(GossipLimits limits, InboundBudget budget, boolean admitted, BiConsumer<byte[], Runnable> frames) {
        this.limits = limits;
        this.budget = budget;
        this.admitted = admitted;
        this.frames = frames;
        this.rate = new TokenBucket(limits.bytesPerSecond(), System.nanoTime());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        readOrPause(context);
    }

    void admit(ChannelHandlerContext context) {
        admitted = true;
        while (!early.isEmpty()) {
            take(context, early.remove());
        }
        readOrPause(context);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        if (admitted) {
            take(context, Frame.bytes(frame));
        } else {
            early.add(Frame.bytes(frame));
        }
    }

    private void take(ChannelHandlerContext context, byte[] frame) {
        int bytes = frame.length;
        waiting += bytes;
        budget.take(bytes);
        frames.accept(frame, () -> handled(context, bytes));
        long pauseNanos = rate.take(bytes, System.nanoTime());
        if (pauseNanos > 0) {
            overRate = true;
            context.executor()
                    .schedule(
                            () -> {
                                overRate = false;
                                readOrPause(context);
                            },
                            pauseNanos,
                            TimeUnit.NANOSECONDS);
        }
        readOrPause(context);
    }

    /** Called on the router's thread. */
    private void handled(ChannelHandlerContext context, int bytes) {
        budget.giveBack(bytes);
        if (!context.executor().isShuttingDown()) {
            context.executor().execute(() -> {
                waiting -= bytes;
                readOrPause(context);
            });
        }
    }

    private void readOrPause(ChannelHandlerContext context) {
        // With nothing of its own waiting a peer is always read, or nobody would be there to wake it up.
        boolean full = waiting > limits.inboundBytesPerPeer() || budget.isSpent() && waiting > 0;
        context.channel().config().setAutoRead(admitted && !overRate && !full);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("A gossip stream of {} is given up: {}", context.channel().remoteAddress(), cause.toString());
        context.close();
    }
}
