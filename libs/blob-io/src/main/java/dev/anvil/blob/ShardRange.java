package dev.anvil.blob;

import dev.anvil.model.ShardPlacement;
import java.time.Duration;

/**
 * Some units of one shard.
 *
 * @param stripes how many, at least one
 * @param deadline when the drive gives up sending them
 */
public record ShardRange(ShardPlacement shard, int firstStripe, int stripes, Duration deadline) {
    public ShardRange {
        if (firstStripe < 0 || stripes < 1) {
            throw new IllegalArgumentException("no such stripes: " + stripes + " from " + firstStripe);
        }
    }
}
