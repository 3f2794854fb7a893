package dev.anvil.metadata.rpc;

import dev.anvil.metadata.blob.BlobLayout;
import dev.anvil.metadata.blob.BlobPlacement;
import dev.anvil.metadata.blob.NewBlob;
import dev.anvil.metadata.blob.PlacedBlob;
import dev.anvil.metadata.blob.Placement;
import dev.anvil.metadata.v1.PartLayout;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blobs and where they lie. */
final class BlobMessages {
    private BlobMessages() {}

    static NewBlob newBlob(dev.anvil.metadata.v1.BlobLayout layout, List<Integer> missingSlots) {
        for (int slot : missingSlots) {
            if (slot >= layout.getShardsCount()) {
                throw new IllegalArgumentException(
                        "slot " + slot + " is missing from a blob of " + layout.getShardsCount() + " slots");
            }
        }
        return new NewBlob(layout(layout), !missingSlots.isEmpty());
    }

    static BlobLayout layout(dev.anvil.metadata.v1.BlobLayout message) {
        List<@Nullable ShardPlacement> slots = new ArrayList<>();
        message.getShardsList().forEach(slot -> slots.add(slot.getShardId().isEmpty() ? null : placement(slot)));
        return new BlobLayout(
                IdBytes.blob(message.getBlobId()),
                message.getLength(),
                new Scheme(message.getScheme().getData(), message.getScheme().getParity()),
                message.getUnitBytes(),
                new Placement(slots));
    }

    static ShardPlacement placement(dev.anvil.metadata.v1.ShardPlacement message) {
        return new ShardPlacement(IdBytes.drive(message.getDriveId()), IdBytes.shard(message.getShardId()));
    }

    static dev.anvil.metadata.v1.BlobLayout message(BlobLayout layout) {
        var message = dev.anvil.metadata.v1.BlobLayout.newBuilder()
                .setBlobId(IdBytes.of(layout.id().value()))
                .setLength(layout.length())
                .setScheme(dev.anvil.metadata.v1.Scheme.newBuilder()
                        .setData(layout.scheme().data())
                        .setParity(layout.scheme().parity()))
                .setUnitBytes(layout.unitBytes());
        layout.placement().slots().forEach(slot -> message.addShards(message(slot)));
        return message.build();
    }

    static dev.anvil.metadata.v1.BlobPlacement message(BlobPlacement placed) {
        var message = dev.anvil.metadata.v1.BlobPlacement.newBuilder()
                .setBlobId(IdBytes.of(placed.blob().value()));
        placed.placement().slots().forEach(slot -> message.addShards(message(slot)));
        return message.build();
    }

    static PartLayout message(PlacedBlob part) {
        return PartLayout.newBuilder()
                .setPartNumber(part.partNumber())
                .setOffset(part.offset())
                .setBlob(message(part.blob()))
                .build();
    }

    private static dev.anvil.metadata.v1.ShardPlacement message(@Nullable ShardPlacement slot) {
        if (slot == null) {
            return dev.anvil.metadata.v1.ShardPlacement.getDefaultInstance();
        }
        return dev.anvil.metadata.v1.ShardPlacement.newBuilder()
                .setDriveId(IdBytes.of(slot.drive().value()))
                .setShardId(IdBytes.of(slot.shard().value()))
                .build();
    }
}
