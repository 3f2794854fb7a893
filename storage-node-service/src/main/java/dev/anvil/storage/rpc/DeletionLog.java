package dev.anvil.storage.rpc;

import dev.anvil.model.ShardId;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was deleted and why, so that nobody has to wonder where a shard went. */
final class DeletionLog {
    private static final Logger LOG = LoggerFactory.getLogger("anvil.deletions");

    /** What happens all the time; the others are rare, and are what one would look for. */
    private static final Set<String> USUAL = Set.of("reclaim", "cleanup");

    void deleted(String drive, List<ShardId> shards, String reason, int deleted) {
        if (!USUAL.contains(reason)) {
            LOG.info("{} of {} shards deleted from drive {} ({}): {}", deleted, shards.size(), drive, reason, shards);
        } else {
            LOG.debug("{} of {} shards deleted from drive {} ({}): {}", deleted, shards.size(), drive, reason, shards);
        }
    }
}
