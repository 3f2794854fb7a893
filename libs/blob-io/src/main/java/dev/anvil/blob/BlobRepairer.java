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

    /**
     * The same for a slot whose shard shall lie elsewhere: copied from where it is, unit by unit, and made from the others
     * where that does not answer. So the only copy of something can be moved too.
     */
    ShardPlacement move(BlobLayout blob, int slot, DriveId target, DamageListener damage);
}
