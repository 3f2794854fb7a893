package dev.anvil.storage.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/** Ids as the contract writes them. */
final class Ids {
    private static final int LENGTH = 2 * Long.BYTES;

    private Ids() {}

    static ShardId shard(ByteString bytes) {
        return new ShardId(uuid("a shard id", bytes));
    }

    private static UUID uuid(String what, ByteString bytes) {
        if (bytes.size() != LENGTH) {
            throw new IllegalArgumentException(what + " has " + LENGTH + " bytes, not " + bytes.size());
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static ByteString bytes(ShardId shard) {
        UUID id = shard.value();
        return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }

    /** Empty where an older sender says nothing. */
    static Optional<CatalogueStamp> stamp(dev.anvil.storage.v1.CatalogueStamp message) {
        if (message.getCatalogueId().isEmpty()) {
            return Optional.empty();
        }
        UUID catalogue = uuid("a catalogue id", message.getCatalogueId());
        return Optional.of(new CatalogueStamp(catalogue, message.getEpoch()));
    }

    static DriveId drive(String text) {
        try {
            return DriveId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no drive id", e);
        }
    }
}
