package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import dev.anvil.model.TimeOrderedUuid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Shards for tests: ids and contents from a seed. */
final class Shards {
    private final RandomGenerator random;
    private long millis = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    Shards(RandomGenerator random) {
        this.random = random;
    }

    record Shard(ShardId id, List<byte[]> units) {
        long length() {
            return units.stream().mapToLong(unit -> unit.length).sum();
        }
    }

    ShardId id() {
        return new ShardId(
                TimeOrderedUuid.create(Instant.ofEpochMilli(millis++), random.nextLong(), random.nextLong()));
    }

    Shard shard(int... lengths) {
        List<byte[]> units = new ArrayList<>();
        for (int length : lengths) {
            byte[] unit = new byte[length];
            random.nextBytes(unit);
            units.add(unit);
        }
        return new Shard(id(), units);
    }

    /** Writes the shard; by a seal of its own or together with its last unit. */
    static CompletableFuture<Void> write(Drive drive, Shard shard, boolean sealApart) {
        int last = shard.units.size() - 1;
        for (int stripe = 0; stripe <= last; stripe++) {
            Unit unit = Unit.of(stripe, ByteBuffer.wrap(shard.units.get(stripe)));
            if (stripe == last && !sealApart) {
                return drive.appendLast(shard.id, unit, shard.length());
            }
            drive.append(shard.id, unit);
        }
        return drive.seal(shard.id, shard.units.size(), shard.length());
    }

    static List<byte[]> read(Drive drive, ShardId id) {
        List<byte[]> units = new ArrayList<>();
        for (int stripe = 0; stripe < drive.units(id); stripe++) {
            ByteBuffer buffer = drive.read(id, stripe).buffer();
            byte[] unit = new byte[buffer.remaining()];
            buffer.get(unit);
            units.add(unit);
        }
        return units;
    }
}
