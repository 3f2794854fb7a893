package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The 64 bytes before every payload. Salt and position are part of what is checked, so that neither a record that was
 * written elsewhere, nor one that a user hid in an object, can pass for a record of this place.
 *
 * <pre>
 *  0 magic   4 type   5 three zero bytes   8 id, 16 bytes   24 number   28 payload length
 * 32 salt   40 position   48 total   56 CRC32C of the payload   60 CRC32C of the 60 bytes before
 * </pre>
 *
 * @param number stripe of a unit, count of units of a seal, count of entries of a footer, number of a segment
 * @param total bytes of the whole shard in its seal, else zero
 */
record RecordHeader(RecordType type, long idHigh, long idLow, int number, int length, long total, int payloadCrc) {
    static final int SIZE = 64;
    private static final int MAGIC = 0x414e_5652;
    private static final int CRC_AT = 60;
    private static final int SALT_AT = 32;

    RecordHeader {
        if (number < 0 || length < 0 || total < 0) {
            throw new IllegalArgumentException("number " + number + ", length " + length + ", total " + total);
        }
    }

    static RecordHeader of(RecordType type, ShardId shard, int number, ByteBuffer... payload) {
        long length = 0;
        for (ByteBuffer part : payload) {
            length += part.remaining();
        }
        UUID id = shard.value();
        return new RecordHeader(
                type,
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                number,
                Math.toIntExact(length),
                0,
                crcOf(payload));
    }

    /** Bytes that a record with this much payload takes on the drive. */
    static int recordSize(int payloadLength) {
        return Math.addExact(SIZE + payloadLength, Location.GRAIN - 1) & -Location.GRAIN;
    }

    static int crcOf(ByteBuffer... payload) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : payload) {
            crc.update(part.duplicate());
        }
        return (int) crc.getValue();
    }

    static long saltOf(ByteBuffer header) {
        return header.getLong(header.position() + SALT_AT);
    }

    /** The header at the buffer's position, or null when these bytes are no header of this place. */
    static @Nullable RecordHeader decode(ByteBuffer buffer, long salt, long position) {
        int at = buffer.position();
        if (buffer.remaining() < SIZE || buffer.getInt(at) != MAGIC) {
            return null;
        }
        RecordType type = RecordType.of(buffer.get(at + 4));
        boolean intact = crcOf(buffer.slice(at, CRC_AT)) == buffer.getInt(at + CRC_AT);
        boolean here = buffer.getLong(at + SALT_AT) == salt && buffer.getLong(at + 40) == position;
        if (type == null || !intact || !here) {
            return null;
        }
        return new RecordHeader(
                type,
                buffer.getLong(at + 8),
                buffer.getLong(at + 16),
                buffer.getInt(at + 24),
                buffer.getInt(at + 28),
                buffer.getLong(at + 48),
                buffer.getInt(at + 56));
    }

    ByteBuffer encode(long salt, long position) {
        ByteBuffer buffer = ByteBuffer.allocate(SIZE)
                .putInt(MAGIC)
                .put(type.code())
                .position(8)
                .putLong(idHigh)
                .putLong(idLow)
                .putInt(number)
                .putInt(length)
                .putLong(salt)
                .putLong(position)
                .putLong(total)
                .putInt(payloadCrc);
        return buffer.putInt(crcOf(buffer.slice(0, CRC_AT))).flip();
    }

    RecordHeader withTotal(long bytes) {
        return new RecordHeader(type, idHigh, idLow, number, length, bytes, payloadCrc);
    }

    boolean matches(ByteBuffer payload) {
        return payload.remaining() == length && crcOf(payload) == payloadCrc;
    }

    int recordSize() {
        return recordSize(length);
    }

    ShardId shard() {
        return new ShardId(new UUID(idHigh, idLow));
    }
}
