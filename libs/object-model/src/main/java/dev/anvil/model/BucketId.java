package dev.anvil.model;

import java.util.UUID;

/** Names a bucket in the catalogue. A bucket that is deleted and made again is another bucket. */
public record BucketId(UUID value) {
    public static BucketId create() {
        return new BucketId(UUID.randomUUID());
    }

    public static BucketId parse(String text) {
        return new BucketId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
