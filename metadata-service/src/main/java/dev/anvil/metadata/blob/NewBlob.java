package dev.anvil.metadata.blob;

import dev.anvil.model.ShardPlacement;
import java.util.List;

/**
 * A blob that was written and is to become live.
 *
 * @param incomplete some slots were not written, or not for certain, and need a repair
 */
public record NewBlob(BlobLayout layout, boolean incomplete) {
    public NewBlob {
        long written = layout.placement().written().count();
        int quorum = layout.scheme().writeQuorum();
        if (written < quorum) {
            throw new IllegalArgumentException("blob " + layout.id() + " has " + written + " of at least " + quorum
                    + " shards that make a write of " + layout.scheme() + " durable");
        }
        incomplete |= !layout.placement().isComplete();
    }

    /** Whether every shard's id leads to it. */
    public boolean isNamedByItsShards() {
        return strays().isEmpty();
    }

    /** Shards whose ids do not lead to the blob. */
    List<ShardPlacement> strays() {
        return layout.placement()
                .written()
                .filter(slot -> !slot.shard().isOf(layout.id()))
                .toList();
    }
}
