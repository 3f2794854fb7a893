package dev.anvil.libp2p.multistream;

import dev.anvil.libp2p.wire.Frame;
import dev.anvil.libp2p.wire.MalformedWireException;
import dev.anvil.libp2p.wire.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What both roles share: lines, the header, a limit on time and size, and the way out. */
abstract class Negotiation extends ByteToMessageDecoder {
    static final String HEADER = "/multistream/1.0.0";
    static final String NOT_AVAILABLE = "na";

    private static final int MAX_LINE_BYTES = 1024;

    private final Duration timeout;
    private boolean started;
    private boolean greeted;
    private boolean done;
    private @Nullable Future<?> deadline;

    Negotiation(Duration timeout) {
        this.timeout = timeout;
    }

    /** What this side says behind its header, without being asked. */
    abstract void greet(ChannelHandlerContext context);

    /** A line of the other side, its header excepted. */
    abstract void line(ChannelHandlerContext context, String line) throws IOException;

    abstract void failed(Throwable cause);

    /** Adds the protocol's handlers; they are behind us when the rest of the bytes is handed over. */
    abstract void install(String protocol);

    static void say(ChannelHandlerContext context, String line) {
        context.write(Frame.ofLine(context.alloc(), line));
    }

    final void agreed(ChannelHandlerContext context, String protocol) {
        end();
        context.flush();
        install(protocol);
        context.pipeline().remove(this);
    }

    private void end() {
        done = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void fail(ChannelHandlerContext context, Throwable cause) {
        if (!done) {
            end();
            failed(cause);
            context.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            start(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start(context);
        context.fireChannelActive();
    }

    private void start(ChannelHandlerContext context) {
        if (started) {
            return;
        }
        started = true;
        deadline = context.executor()
                .schedule(
                        () -> fail(context, new TimeoutException("No protocol agreed on within " + timeout)),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        say(context, HEADER);
        greet(context);
        context.flush();
    }

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws IOException {
        while (!done) {
            int start = in.readerIndex();
            long length = Varint.tryRead(in);
            if (length == Varint.INCOMPLETE) {
                return;
            }
            if (length < 1 || length > MAX_LINE_BYTES) {
                throw new MalformedWireException("line of " + length + " bytes");
            }
            if (in.readableBytes() < length) {
                in.readerIndex(start);
                return;
            }
            take(context, in.readString((int) length, StandardCharsets.UTF_8));
        }
    }

    private void take(ChannelHandlerContext context, String terminated) throws IOException {
        if (!terminated.endsWith("\n")) {
            throw new MalformedWireException("line without its end");
        }
        String line = terminated.substring(0, terminated.length() - 1);
        if (greeted) {
            line(context, line);
        } else if (line.equals(HEADER)) {
            greeted = true;
        } else {
            throw new MalformedWireException("'" + line + "' instead of the header of multistream-select");
        }
    }

    @Override
    public final void channelInactive(ChannelHandlerContext context) throws Exception {
        fail(context, new ClosedChannelException());
        super.channelInactive(context);
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, cause);
    }
}
