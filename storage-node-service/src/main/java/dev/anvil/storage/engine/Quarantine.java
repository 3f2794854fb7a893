package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Shards of which something cannot be read any more. They stay here until they are deleted, which happens when somebody has made
 * them anew elsewhere. Their intact units are still read: they may be what saves the rest.
 */
final class Quarantine {
    /** What is beyond this is found again when these are gone. */
    private static final int MAX_KEPT = 100_000;

    private final ConcurrentSkipListSet<ShardId> shards = new ConcurrentSkipListSet<>(Comparator.naturalOrder());

    void add(ShardId shard) {
        if (shards.size() < MAX_KEPT || shards.contains(shard)) {
            shards.add(shard);
        }
    }

    void remove(ShardId shard) {
        if (!shards.isEmpty()) {
            shards.remove(shard);
        }
    }

    boolean contains(ShardId shard) {
        return !shards.isEmpty() && shards.contains(shard);
    }

    int size() {
        return shards.size();
    }

    List<ShardId> first(int limit) {
        return shards.stream().limit(limit).toList();
    }
}
