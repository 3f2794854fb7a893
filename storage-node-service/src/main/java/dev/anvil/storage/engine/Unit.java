package dev.anvil.storage.engine;

import java.nio.ByteBuffer;

/**
 * A piece of a shard, as its writer cut it.
 *
 * @param crc CRC32C of the data
 * @param data one or several buffers; what remains in them is the unit
 */
@SuppressWarnings("ArrayRecordComponent") // buffers on their way, compared by nobody
public record Unit(int stripe, int crc, ByteBuffer... data) {
    /** The largest unit. */
    public static final int MAX_BYTES = 1 << 20;

    /** The most units of one shard, which is 64 GiB of the largest ones. */
    public static final int MAX_PER_SHARD = 65_536;

    public Unit {
        if (stripe < 0 || stripe >= MAX_PER_SHARD) {
            throw new IllegalArgumentException(
                    "a shard has at most " + MAX_PER_SHARD + " units, there is no unit " + stripe);
        }
        long length = 0;
        for (ByteBuffer part : data) {
            length += part.remaining();
        }
        if (length > MAX_BYTES) {
            throw new IllegalArgumentException("a unit has at most " + MAX_BYTES + " bytes, not " + length);
        }
    }

    /** A unit whose checksum is computed here. */
    public static Unit of(int stripe, ByteBuffer... data) {
        return new Unit(stripe, RecordHeader.crcOf(data), data);
    }

    /** The only buffer of a unit that was read. */
    public ByteBuffer buffer() {
        if (data.length != 1) {
            throw new IllegalStateException("a unit of " + data.length + " buffers");
        }
        return data[0];
    }
}
