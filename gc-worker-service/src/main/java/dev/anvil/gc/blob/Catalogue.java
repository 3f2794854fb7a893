package dev.anvil.gc.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.List;
import java.util.Set;

/** The regional catalogue, as far as workers need it. It alone says what may be deleted. */
public interface Catalogue {
    /** As many shards as one question may be about. */
    int MAX_CLASSIFIED = 10_000;

    BlobRecord lookUp(BlobId blob);

    /**
     * Tells that shards of a dead blob are gone.
     *
     * @return whether that were the last ones, so that the blob is forgotten
     */
    boolean forget(BlobId blob, List<ShardId> shards);

    /**
     * Puts a fresh shard into a slot.
     *
     * @return false where the blob is not live any more or its placement has changed since it was read
     */
    boolean swap(BlobId blob, int slot, long placementVersion, ShardPlacement fresh);

    /** Those that nothing refers to and that are too old to become referenced (rule S). */
    Set<ShardId> garbage(DriveId drive, List<ShardId> shards);
}
