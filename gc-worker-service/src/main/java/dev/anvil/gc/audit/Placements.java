package dev.anvil.gc.audit;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the catalogue believes that shards are, and whom to tell when they are not. */
public interface Placements {
    /** The live blobs behind this one, in the order of their ids. */
    Page page(Optional<BlobId> after, int limit);

    /** A repair follows. */
    void noteDamage(BlobId blob, List<Integer> slots, String reason);

    /** The same, for those who know the shards only. */
    int noteBroken(DriveId drive, List<ShardId> shards, String reason);

    /** A drive has seen this epoch of the catalogue; where that is more than the catalogue knows of, it halts the sweep. */
    void noteSeenEpoch(DriveId drive, long epoch);

    /** Some blobs, and whether more follow. */
    record Page(List<Placed> blobs, boolean more) {
        public Page {
            blobs = List.copyOf(blobs);
            if (more && blobs.isEmpty()) {
                throw new IllegalArgumentException("a page that is empty is the last one");
            }
        }
    }

    /** A blob's shards by slot, without those that were never written. */
    record Placed(BlobId blob, int slots, Map<Integer, ShardPlacement> shards) {
        public Placed {
            shards = Map.copyOf(shards);
        }
    }
}
