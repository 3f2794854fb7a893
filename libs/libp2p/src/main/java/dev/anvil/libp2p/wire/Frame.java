package dev.anvil.libp2p.wire;

import com.google.protobuf.MessageLite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** A body behind its length. */
public final class Frame {
    private Frame() {}

    public static ByteBuf of(ByteBufAllocator allocator, byte[] body) {
        ByteBuf length = allocator.buffer(Long.BYTES);
        Varint.write(length, body.length);
        return allocator.compositeBuffer(2).addComponents(true, length, Unpooled.wrappedBuffer(body));
    }

    public static ByteBuf of(ByteBufAllocator allocator, MessageLite message) {
        return of(allocator, message.toByteArray());
    }

    public static ByteBuf ofLine(ByteBufAllocator allocator, String line) {
        return of(allocator, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] bytes(ByteBuf frame) {
        return ByteBufUtil.getBytes(frame);
    }
}
