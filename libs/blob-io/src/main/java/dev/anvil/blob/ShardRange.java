package dev.anvil.blob;

import dev.anvil.model.ShardPlacement;

/** Some units of one shard: so many stripes, at least one. */
public record ShardRange(ShardPlacement shard, int firstStripe, int stripes) {
    public ShardRange {
        if (firstStripe < 0 || stripes < 1) {
            throw new IllegalArgumentException("no such stripes: " + stripes + " from " + firstStripe);
        }
    }
}
