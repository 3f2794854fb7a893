package dev.anvil.gc.peer;

import dev.anvil.gc.audit.Placements;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.BlobPlacement;
import dev.anvil.metadata.v1.ListPlacementsRequest;
import dev.anvil.metadata.v1.ListPlacementsResponse;
import dev.anvil.metadata.v1.NoteBrokenShardsRequest;
import dev.anvil.metadata.v1.NoteDamageRequest;
import dev.anvil.metadata.v1.NoteSeenEpochRequest;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import io.grpc.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the metadata service where shards should be. */
final class GrpcPlacements implements Placements {
    private final BlobCatalogueBlockingStub stub;

    GrpcPlacements(Channel channel) {
        this.stub = BlobCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Page page(Optional<BlobId> after, int limit) {
        ListPlacementsRequest.Builder request =
                ListPlacementsRequest.newBuilder().setLimit(limit);
        after.ifPresent(blob -> request.setAfter(Uuids.toBytes(blob.value())));
        ListPlacementsResponse answer = Calls.call(() -> stub.listPlacements(request.build()));
        return new Page(
                answer.getBlobsList().stream().map(GrpcPlacements::placed).toList(), answer.getMore());
    }

    @Override
    public void noteDamage(BlobId blob, List<Integer> slots, String reason) {
        NoteDamageRequest request = NoteDamageRequest.newBuilder()
                .setBlobId(Uuids.toBytes(blob.value()))
                .addAllSlots(slots)
                .setReason(reason)
                .build();
        var unused = Calls.call(() -> stub.noteDamage(request));
    }

    @Override
    public int noteBroken(DriveId drive, List<ShardId> shards, String reason) {
        NoteBrokenShardsRequest request = NoteBrokenShardsRequest.newBuilder()
                .setDriveId(Uuids.toBytes(drive.value()))
                .addAllShardIds(Uuids.toBytes(shards))
                .setReason(reason)
                .build();
        return Calls.call(() -> stub.noteBrokenShards(request).getNoted());
    }

    @Override
    public void noteSeenEpoch(DriveId drive, long epoch) {
        NoteSeenEpochRequest request = NoteSeenEpochRequest.newBuilder()
                .setDriveId(Uuids.toBytes(drive.value()))
                .setEpoch(epoch)
                .build();
        var unused = Calls.call(() -> stub.noteSeenEpoch(request));
    }

    private static Placed placed(BlobPlacement message) {
        Map<Integer, ShardPlacement> shards = new HashMap<>();
        for (int slot = 0; slot < message.getShardsCount(); slot++) {
            var shard = message.getShards(slot);
            if (!shard.getShardId().isEmpty()) {
                shards.put(
                        slot,
                        new ShardPlacement(
                                new DriveId(Uuids.fromBytes(shard.getDriveId())),
                                new ShardId(Uuids.fromBytes(shard.getShardId()))));
            }
        }
        return new Placed(new BlobId(Uuids.fromBytes(message.getBlobId())), message.getShardsCount(), shards);
    }
}
