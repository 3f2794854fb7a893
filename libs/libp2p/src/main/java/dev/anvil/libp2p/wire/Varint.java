package dev.anvil.libp2p.wire;

import io.netty.buffer.ByteBuf;

/** Unsigned varints as multiformats define them: at most nine bytes, and never more than needed. */
public final class Varint {
    /** What {@link #tryRead} answers when the varint goes on beyond the bytes at hand. */
    public static final long INCOMPLETE = -1;

    private static final int MAX_BYTES = 9;
    private static final int PAYLOAD_BITS = 7;
    private static final int MORE = 0x80;

    private Varint() {}

    /** Writes a value of at most 63 bits. */
    public static void write(ByteBuf out, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("A varint holds no negative number: " + value);
        }
        long rest = value;
        while (rest >= MORE) {
            out.writeByte((int) (rest & (MORE - 1)) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        out.writeByte((int) rest);
    }

    /** Reads a value, or answers {@link #INCOMPLETE} and leaves the buffer as it was. */
    public static long tryRead(ByteBuf in) {
        int start = in.readerIndex();
        long value = 0;
        for (int position = 0; position < MAX_BYTES; position++) {
            if (!in.isReadable()) {
                in.readerIndex(start);
                return INCOMPLETE;
            }
            int next = in.readUnsignedByte();
            value |= (long) (next & (MORE - 1)) << (PAYLOAD_BITS * position);
            if ((next & MORE) == 0) {
                if (next == 0 && position > 0) {
                    throw new MalformedWireException("varint is longer than needed");
                }
                return value;
            }
        }
        throw new MalformedWireException("varint is longer than " + MAX_BYTES + " bytes");
    }

    /** Reads a value that must be there in full. */
    public static long read(ByteBuf in) {
        long value = tryRead(in);
        if (value == INCOMPLETE) {
            throw new MalformedWireException("varint is cut short");
        }
        return value;
    }
}
