package dev.anvil.model;

import java.time.Instant;
import java.util.UUID;

/**
 * The name of one blob: bytes that were written once, as shards, and never change.
 */
public record BlobId(UUID value) implements Comparable<BlobId> {
    public BlobId {
        TimeOrderedUuid.requireVersion7(value, "a blob id");
    }

    public static BlobId create(Instant birth) {
        return new BlobId(TimeOrderedUuid.create(birth));
    }

    public static BlobId parse(String text) {
        return new BlobId(UUID.fromString(text));
    }

    public Instant birth() {
        return TimeOrderedUuid.birthOf(value);
    }

    @Override
    public int compareTo(BlobId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
