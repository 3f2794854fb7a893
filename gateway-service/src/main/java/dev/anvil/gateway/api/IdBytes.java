package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.runtime.failure.ServiceFailure;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids travel as 16 bytes. */
final class IdBytes {
    private static final int BYTES = 16;

    private IdBytes() {}

    static ByteString of(UUID id) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return ByteString.copyFrom(buffer.flip());
    }

    static UUID uuid(ByteString bytes) {
        if (bytes.size() != BYTES) {
            throw ServiceFailure.invalid("an id of " + bytes.size() + " bytes, not " + BYTES);
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
