package dev.anvil.model;

import java.time.Instant;
import java.util.UUID;

/**
 * The name of one shard, fresh for every shard that is ever written. It carries the shard's birth time, which the rules on
 * commits and sweeps are judged by (docs/PROTOCOL.md, rules C and S).
 */
public record ShardId(UUID value) implements Comparable<ShardId> {
    public ShardId {
        TimeOrderedUuid.requireVersion7(value, "a shard id");
    }

    public static ShardId create(Instant birth) {
        return new ShardId(TimeOrderedUuid.create(birth));
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
