package dev.anvil.placement;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;

/**
 * One drive in the view.
 *
 * @param zone what fails together above a node: a rack, a room; all the same where the operator named none
 * @param weight its share of new shards relative to others, usually the capacity in bytes; 0 takes none
 */
public record Drive(DriveId id, NodeId node, String zone, long weight, DriveState state) {
    public Drive {
        if (weight < 0) {
            throw new IllegalArgumentException("drive " + id + " has the negative weight " + weight);
        }
    }

    public boolean takesNewShards() {
        return state.takesNewShards() && weight > 0;
    }
}
