package dev.anvil.model;

import java.time.Instant;
import java.util.UUID;

/**
 * The name of one shard, fresh for every shard that is ever written. It carries the shard's birth time, which the rules on
 * commits and sweeps are judged by (docs/PROTOCOL.md, rules C and S).
 */
public record ShardId(UUID value) implements Comparable<ShardId> {
    /** How many names a blob has for its own shards. */
    public static final int NUMBERS = 4096;

    public ShardId {
        TimeOrderedUuid.requireVersion7(value, "a shard id");
    }

    public static ShardId create(Instant birth) {
        return new ShardId(TimeOrderedUuid.create(birth));
    }

    /**
     * One of the names that a blob has for its own shards: the blob's id with the shard's number in the twelve bits that
     * UUIDs of version 7 leave for counting. So the catalogue finds the blob of a shard without an index of all shards. The
     * shard counts as born with its blob, which is no later than it really was, and so errs on the side that keeps it.
     */
    public static ShardId of(BlobId blob, int number) {
        if (number < 0 || number >= NUMBERS) {
            throw new IllegalArgumentException(
                    "a blob has names for " + NUMBERS + " shards, number " + number + " is none");
        }
        UUID id = blob.value();
        return new ShardId(new UUID(id.getMostSignificantBits() & -NUMBERS | number, id.getLeastSignificantBits()));
    }

    /** Whether it is one of the names that the blob has for its own shards. */
    public boolean isOf(BlobId blob) {
        UUID id = blob.value();
        return value.getLeastSignificantBits() == id.getLeastSignificantBits()
                && (value.getMostSignificantBits() & -NUMBERS) == (id.getMostSignificantBits() & -NUMBERS);
    }

    public static ShardId parse(String text) {
        return new ShardId(UUID.fromString(text));
    }

    public Instant birth() {
        return TimeOrderedUuid.birthOf(value);
    }

    @Override
    public int compareTo(ShardId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
