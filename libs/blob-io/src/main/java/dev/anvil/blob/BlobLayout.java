package dev.anvil.blob;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A blob as the catalogue keeps it: enough to read it.
 *
 * @param unitBytes the length of a unit in full stripes; the last stripe's units are shorter
 * @param shards by slot: data first, then parity. A slot that was not written, or whose shard is lost, is absent
 */
public record BlobLayout(BlobId blob, long length, Scheme scheme, int unitBytes, Map<Integer, ShardPlacement> shards) {
    /** What storage nodes take as one unit. */
    public static final int MAX_UNIT_BYTES = 1024 * 1024;

    public BlobLayout {
        if (length < 0) {
            throw new IllegalArgumentException("blob " + blob + " has the negative length " + length);
        }
        if (unitBytes < 1 || unitBytes > MAX_UNIT_BYTES) {
            throw new IllegalArgumentException(
                    "blob " + blob + " has units of " + unitBytes + " bytes; 1 to " + MAX_UNIT_BYTES + " are possible");
        }
        shards = Map.copyOf(shards);
        for (int slot : shards.keySet()) {
            if (slot < 0 || slot >= scheme.shards()) {
                throw new IllegalArgumentException("blob " + blob + " of " + scheme + " has no slot " + slot);
            }
        }
    }

    public Optional<ShardPlacement> shard(int slot) {
        return Optional.ofNullable(shards.get(slot));
    }

    /** What a repair has to make, in rising order. */
    public List<Integer> missingSlots() {
        List<Integer> missing = new ArrayList<>();
        for (int slot = 0; slot < scheme.shards(); slot++) {
            if (!shards.containsKey(slot)) {
                missing.add(slot);
            }
        }
        return missing;
    }

    Stripes stripes() {
        return new Stripes(length, scheme.data(), unitBytes);
    }
}
