package dev.anvil.metadata.blob;

import dev.anvil.metadata.RegionalCatalogue;
import dev.anvil.metadata.blob.BlobWorld.Step;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What goes on behind the gateways' backs. */
final class Workers {
    private final Surroundings around;

    Workers(Surroundings around) {
        this.around = around;
    }

    /** One blob, or two that are asked about and told of together. */
    void reclaim(Deque<Step> rest) {
        List<BlobId> asked = Stream.generate(around::anyBlob)
                .limit(1 + around.random().nextInt(2))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        Map<BlobId, List<ShardId>> gone = new HashMap<>();
        around.blobs().lookUp(asked).forEach((blob, status) -> {
            BlobLayout layout = status.layout();
            if (layout == null || !status.reclaimable()) {
                return;
            }
            List<ShardId> deleted = new ArrayList<>();
            gone.put(blob, deleted);
            layout.placement()
                    .written()
                    .forEach(shard -> rest.add(then -> {
                        if (around.delete(shard)) {
                            deleted.add(shard.shard());
                        }
                    }));
        });
        rest.add(then -> around.blobs().forget(gone));
    }

    void repair(Deque<Step> rest) {
        around.anyBlob().ifPresent(blob -> {
            BlobStatus status = around.blobs().lookUp(blob);
            if (status.state() != BlobState.LIVE) {
                return;
            }
            int slot = around.random().nextInt(RegionalCatalogue.DRIVES.size());
            ShardPlacement fresh =
                    new ShardPlacement(RegionalCatalogue.DRIVES.get(slot), ShardId.create(around.birth()));
            rest.add(then -> around.store(List.of(fresh)));
            rest.add(then -> Surroundings.refusable(
                    () -> around.blobs().swap(blob, slot, status.placementVersion(), fresh), "SHARD_TOO_OLD"));
        });
    }

    void sweep(Deque<Step> rest) {
        DriveId drive = around.drive();
        List<ShardId> listed =
                around.on(drive).stream().map(ShardPlacement::shard).sorted().toList();
        rest.add(classify -> {
            List<ShardId> garbage = around.blobs().garbage(drive, listed);
            classify.add(delete -> garbage.forEach(shard -> around.delete(new ShardPlacement(drive, shard))));
        });
    }
}
