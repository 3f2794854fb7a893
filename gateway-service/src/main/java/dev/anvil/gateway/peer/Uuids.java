package dev.anvil.gateway.peer;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids travel as 16 bytes. */
final class Uuids {
    private static final int BYTES = 16;

    private Uuids() {}

    static ByteString toBytes(UUID id) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return ByteString.copyFrom(buffer.flip());
    }

    static UUID fromBytes(ByteString bytes) {
        if (bytes.size() != BYTES) {
            throw new IllegalArgumentException("an id of " + bytes.size() + " bytes, not " + BYTES);
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
