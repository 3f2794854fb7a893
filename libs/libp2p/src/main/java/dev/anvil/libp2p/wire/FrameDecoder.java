package dev.anvil.libp2p.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Cuts a stream into the frames that {@link Frame} writes, none longer than a limit. */
public final class FrameDecoder extends ByteToMessageDecoder {
    private final int maxFrameBytes;

    public FrameDecoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        long length = Varint.tryRead(in);
        if (length == Varint.INCOMPLETE) {
            return;
        }
        if (length > maxFrameBytes) {
            throw new MalformedWireException("frame of " + length + " bytes, at most " + maxFrameBytes + " are taken");
        }
        if (in.readableBytes() < length) {
            in.readerIndex(start);
            return;
        }
        out.add(in.readRetainedSlice((int) length));
    }
}
