package dev.anvil.gc.sweep;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.util.List;
import java.util.Optional;

/** What lies on a drive. */
@FunctionalInterface
public interface DriveContents {
    /**
     * A page of sealed shards in the order of their ids.
     *
     * @throws dev.anvil.blob.ShardException when the drive cannot be asked
     */
    Page list(DriveId drive, Optional<ShardId> after, int limit);

    /** Some shards, and whether more follow. */
    record Page(List<ShardId> shards, boolean more) {
        public Page {
            shards = List.copyOf(shards);
            if (more && shards.isEmpty()) {
                throw new IllegalArgumentException("a page that is empty is the last one");
            }
        }
    }
}
