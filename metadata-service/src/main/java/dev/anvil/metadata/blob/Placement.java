package dev.anvil.metadata.blob;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a blob's shards lie, slot by slot; null where a slot holds none. Stored as 32 bytes a slot, zeros for none. */
public record Placement(List<@Nullable ShardPlacement> slots) {
    static final int SLOT_BYTES = 32;

    public Placement {
        slots = Collections.unmodifiableList(new ArrayList<>(slots));
        Set<ShardId> seen = new HashSet<>();
        for (ShardPlacement slot : slots) {
            if (slot != null && !seen.add(slot.shard())) {
                throw new IllegalArgumentException("shard " + slot.shard() + " stands in two slots of a placement");
            }
        }
    }

    static Placement ofBytes(byte[] bytes) {
        if (bytes.length % SLOT_BYTES != 0) {
            throw new IllegalArgumentException("a placement of " + bytes.length + " bytes is corrupt");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        List<@Nullable ShardPlacement> slots = new ArrayList<>();
        while (buffer.hasRemaining()) {
            UUID drive = new UUID(buffer.getLong(), buffer.getLong());
            UUID shard = new UUID(buffer.getLong(), buffer.getLong());
            slots.add(isZero(shard) ? null : new ShardPlacement(new DriveId(drive), new ShardId(shard)));
        }
        return new Placement(slots);
    }

    byte[] toBytes() {
        return bytes(slots);
    }

    public Stream<ShardPlacement> written() {
        return slots.stream().filter(Objects::nonNull);
    }

    public boolean isComplete() {
        return !slots.contains(null);
    }

    static byte[] bytes(List<@Nullable ShardPlacement> slots) {
        ByteBuffer buffer = ByteBuffer.allocate(slots.size() * SLOT_BYTES);
        for (ShardPlacement slot : slots) {
            if (slot == null) {
                buffer.position(buffer.position() + SLOT_BYTES);
            } else {
                put(buffer, slot.drive().value());
                put(buffer, slot.shard().value());
            }
        }
        return buffer.array();
    }

    private static void put(ByteBuffer buffer, UUID value) {
        buffer.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    }

    private static boolean isZero(UUID value) {
        return value.getMostSignificantBits() == 0 && value.getLeastSignificantBits() == 0;
    }
}
