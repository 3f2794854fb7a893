package dev.anvil.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.model.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShardIndexTest {
    @Test
    void doesWhatAMapDoes() {
        long seed = Long.getLong("anvil.seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        Shards shards = new Shards(random);
        ShardIndex index = new ShardIndex();
        TreeMap<ShardId, ShardRecords> expected = new TreeMap<>();
        List<ShardId> ids = new ArrayList<>();
        for (int step = 0; step < 60_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 6 || ids.isEmpty()) {
                ShardId id = shards.id();
                ids.add(id);
                ShardRecords records = randomRecords(random);
                index.add(id, records);
                expected.put(id, records);
            } else {
                ShardId id = ids.get(random.nextInt(ids.size()));
                if (choice < 9) {
                    assertThat(index.remove(id).isPresent()).as("seed %s", seed).isEqualTo(expected.remove(id) != null);
                } else if (expected.containsKey(id)) {
                    move(index, expected, id, random);
                }
            }
        }
        assertThat(index.size()).as("seed %s", seed).isEqualTo(expected.size());
        assertThat(index.bytes())
                .isEqualTo(expected.values().stream()
                        .mapToLong(ShardRecords::length)
                        .sum());
        for (ShardId id : ids) {
            ShardRecords found = index.find(id).orElse(null);
            ShardRecords wanted = expected.get(id);
            assertThat(found == null ? null : found.packed())
                    .as("seed %s, shard %s", seed, id)
                    .isEqualTo(wanted == null ? null : wanted.packed());
        }
        assertThat(paged(index)).as("seed %s", seed).isEqualTo(List.copyOf(expected.keySet()));
    }

    private static void move(
            ShardIndex index, TreeMap<ShardId, ShardRecords> expected, ShardId id, SplittableRandom random) {
        ShardRecords old = Objects.requireNonNull(expected.get(id));
        long from = old.packed()[random.nextInt(old.packed().length)];
        long to = randomLocation(random);
        index.move(id, from, to);
        long[] moved = old.packed().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved[i] == from ? to : moved[i];
        }
        expected.put(id, new ShardRecords(old.length(), moved));
    }

    private static List<ShardId> paged(ShardIndex index) {
        List<ShardId> all = new ArrayList<>();
        Optional<ShardId> after = Optional.empty();
        while (true) {
            List<SealedShard> page = index.page(after.orElse(null), 997);
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(shard -> all.add(shard.id()));
            after = Optional.of(page.getLast().id());
        }
    }

    private static ShardRecords randomRecords(SplittableRandom random) {
        if (random.nextBoolean()) {
            return ShardRecords.ofSingle(random.nextInt(1000), randomLocation(random));
        }
        long[] packed = new long[random.nextInt(1, 6)];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = randomLocation(random);
        }
        return new ShardRecords(random.nextInt(1000), packed);
    }

    private static long randomLocation(SplittableRandom random) {
        return new Location(
                        random.nextInt(1, Location.MAX_SEGMENT),
                        random.nextLong(Location.MAX_OFFSET / 64) * 64,
                        random.nextInt(1, Location.MAX_SIZE / 64) * 64)
                .pack();
    }
}
