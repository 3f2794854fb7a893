package dev.anvil.gc.peer;

import com.google.protobuf.ByteString;
import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.util.List;
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

    static List<ByteString> toBytes(List<ShardId> shards) {
        return shards.stream().map(shard -> toBytes(shard.value())).toList();
    }

    static List<ShardId> toShards(List<ByteString> ids) {
        return ids.stream().map(id -> new ShardId(fromBytes(id))).toList();
    }
}
