package dev.anvil.metadata.rpc;

import com.google.protobuf.ByteString;
import dev.anvil.model.BlobId;
import dev.anvil.model.BucketId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids as the contracts have them: the 16 bytes of a UUID. */
final class IdBytes {
    private static final int LENGTH = 2 * Long.BYTES;

    private IdBytes() {}

    static BucketId bucket(ByteString bytes) {
        return new BucketId(uuid("a bucket id", bytes));
    }

    static BlobId blob(ByteString bytes) {
        return new BlobId(uuid("a blob id", bytes));
    }

    static DriveId drive(ByteString bytes) {
        return new DriveId(uuid("a drive id", bytes));
    }

    static ShardId shard(ByteString bytes) {
        return new ShardId(uuid("a shard id", bytes));
    }

    static ByteString of(UUID uuid) {
        return ByteString.copyFrom(ByteBuffer.allocate(LENGTH)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .flip());
    }

    private static UUID uuid(String what, ByteString bytes) {
        if (bytes.size() != LENGTH) {
            throw new IllegalArgumentException(what + " has " + LENGTH + " bytes, not " + bytes.size());
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
