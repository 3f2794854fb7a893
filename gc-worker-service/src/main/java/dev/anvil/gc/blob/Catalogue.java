package dev.anvil.gc.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The regional catalogue, as far as workers need it. It alone says what may be deleted. */
public interface Catalogue {
    /** As many shards as one question may be about. */
    int MAX_CLASSIFIED = 10_000;

    BlobRecord lookUp(BlobId blob);

    /** The same of many, of each of them. */
    Map<BlobId, BlobRecord> lookUp(Set<BlobId> blobs);

    /**
     * Tells that shards of dead blobs are gone.
     *
     * @return the blobs that are forgotten, since those were the last ones
     */
    Set<BlobId> forget(Map<BlobId, List<ShardId>> gone);

    /**
     * Puts a fresh shard into a slot.
     *
     * @return false where the blob is not live any more or its placement has changed since it was read
     */
    boolean swap(BlobId blob, int slot, long placementVersion, ShardPlacement fresh);

    /** Those that nothing refers to and that are too old to become referenced (rule S). */
    Set<ShardId> garbage(DriveId drive, List<ShardId> shards);
}
