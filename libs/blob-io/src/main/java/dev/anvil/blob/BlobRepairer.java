package dev.anvil.blob;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardPlacement;

/** Makes lost shards anew. Thread-safe. */
public interface BlobRepairer {
    /**
     * Rebuilds one slot from the others and writes it under a fresh shard id. When this returns, the shard is durable; it belongs
     * to the blob only when the catalogue has taken it into the slot.
     *
     * @param target a drive that holds no other shard of the blob
     * @throws TooFewShardsException when fewer of the other shards than the scheme's data units can be read
     * @throws ShardException when the target does not take the shard
     */
    ShardPlacement rebuild(BlobLayout blob, int slot, DriveId target, DamageListener damage);
}
