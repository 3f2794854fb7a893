package dev.anvil.storage.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids as the contract writes them. */
final class Ids {
    private static final int LENGTH = 2 * Long.BYTES;

    private Ids() {}

    static ShardId shard(ByteString bytes) {
        if (bytes.size() != LENGTH) {
            throw new IllegalArgumentException("a shard id has " + LENGTH + " bytes, not " + bytes.size());
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new ShardId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    static ByteString bytes(ShardId shard) {
        UUID id = shard.value();
        return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }

    static DriveId drive(String text) {
        try {
            return DriveId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no drive id", e);
        }
    }
}
