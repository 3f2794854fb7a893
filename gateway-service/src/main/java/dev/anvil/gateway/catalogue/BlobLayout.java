package dev.anvil.gateway.catalogue;

import dev.anvil.model.BlobId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.util.List;
import java.util.Optional;

/** Where the shards of a blob lie, data first, then parity. A slot that could not be written is empty. */
public record BlobLayout(
        BlobId blob, long length, Scheme scheme, List<Optional<ShardPlacement>> shards, int unitBytes) {
    public BlobLayout {
        shards = List.copyOf(shards);
    }
}
