package dev.anvil.gc.peer;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.ClassifyShardsRequest;
import dev.anvil.metadata.v1.ForgetShardsOfManyRequest;
import dev.anvil.metadata.v1.ForgetShardsRequest;
import dev.anvil.metadata.v1.LookUpBlobRequest;
import dev.anvil.metadata.v1.LookUpBlobResponse;
import dev.anvil.metadata.v1.LookUpBlobsRequest;
import dev.anvil.metadata.v1.SwapShardRequest;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import io.grpc.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The regional catalogue, served by the metadata service. */
final class GrpcCatalogue implements Catalogue {
    private final BlobCatalogueBlockingStub stub;

    GrpcCatalogue(Channel channel) {
        this.stub = BlobCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public BlobRecord lookUp(BlobId blob) {
        LookUpBlobRequest request = LookUpBlobRequest.newBuilder()
                .setBlobId(Uuids.toBytes(blob.value()))
                .build();
        return record(blob, Calls.call(() -> stub.lookUpBlob(request)));
    }

    @Override
    public Map<BlobId, BlobRecord> lookUp(Set<BlobId> blobs) {
        LookUpBlobsRequest.Builder request = LookUpBlobsRequest.newBuilder();
        List<BlobId> order = List.copyOf(blobs);
        order.forEach(blob -> request.addBlobIds(Uuids.toBytes(blob.value())));
        return Calls.call(
                () -> records(order, stub.lookUpBlobs(request.build()).getBlobsList()),
                () -> order.stream().collect(Collectors.toMap(Function.identity(), blob -> lookUp(blob))));
    }

    @Override
    public Set<BlobId> forget(Map<BlobId, List<ShardId>> gone) {
        ForgetShardsOfManyRequest.Builder request = ForgetShardsOfManyRequest.newBuilder();
        gone.forEach((blob, shards) -> request.addBlobs(forgetting(blob, shards)));
        return Calls.call(
                () -> stub.forgetShardsOfMany(request.build()).getForgottenList().stream()
                        .map(id -> new BlobId(Uuids.fromBytes(id)))
                        .collect(Collectors.toSet()),
                () -> gone.keySet().stream()
                        .filter(blob -> forget(blob, gone.getOrDefault(blob, List.of())))
                        .collect(Collectors.toSet()));
    }

    private boolean forget(BlobId blob, List<ShardId> shards) {
        return Calls.call(() -> stub.forgetShards(forgetting(blob, shards)).getForgotten());
    }

    private static ForgetShardsRequest forgetting(BlobId blob, List<ShardId> shards) {
        return ForgetShardsRequest.newBuilder()
                .setBlobId(Uuids.toBytes(blob.value()))
                .addAllShardIds(Uuids.toBytes(shards))
                .build();
    }

    @Override
    public boolean swap(BlobId blob, int slot, long placementVersion, ShardPlacement fresh) {
        SwapShardRequest request = SwapShardRequest.newBuilder()
                .setBlobId(Uuids.toBytes(blob.value()))
                .setSlot(slot)
                .setPlacementVersion(placementVersion)
                .setReplacement(dev.anvil.metadata.v1.ShardPlacement.newBuilder()
                        .setDriveId(Uuids.toBytes(fresh.drive().value()))
                        .setShardId(Uuids.toBytes(fresh.shard().value())))
                .build();
        return Calls.call(() -> stub.swapShard(request).getSwapped());
    }

    @Override
    public Set<ShardId> garbage(DriveId drive, List<ShardId> shards) {
        ClassifyShardsRequest request = ClassifyShardsRequest.newBuilder()
                .setDriveId(Uuids.toBytes(drive.value()))
                .addAllShardIds(Uuids.toBytes(shards))
                .build();
        Set<ShardId> garbage = Set.copyOf(
                Uuids.toShards(Calls.call(() -> stub.classifyShards(request)).getGarbageList()));
        if (!Set.copyOf(shards).containsAll(garbage)) {
            // Deleting what we did not ask about is the one mistake that nothing else would catch.
            throw new ServiceFailure(
                    Kind.INTERNAL, "NOT_ASKED", "the catalogue calls shards garbage that it was not asked about");
        }
        return garbage;
    }

    private static Map<BlobId, BlobRecord> records(List<BlobId> asked, List<LookUpBlobResponse> answers) {
        if (answers.size() != asked.size()) {
            throw new ServiceFailure(
                    Kind.INTERNAL,
                    "WRONG_BLOBS",
                    "asked for " + asked.size() + " blobs, the catalogue told of " + answers.size());
        }
        Map<BlobId, BlobRecord> records = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            records.put(asked.get(i), record(asked.get(i), answers.get(i)));
        }
        return records;
    }

    private static BlobRecord record(BlobId blob, LookUpBlobResponse answer) {
        return switch (answer.getState()) {
            case BLOB_STATE_LIVE -> new BlobRecord.Live(layout(blob, answer.getLayout()), answer.getPlacementVersion());
            case BLOB_STATE_DEAD ->
                new BlobRecord.Dead(
                        layout(blob, answer.getLayout()),
                        answer.getReclaimable(),
                        Duration.ofMillis(Math.max(0, answer.getReclaimableInMillis())));
            case BLOB_STATE_UNKNOWN -> new BlobRecord.Unknown();
            case BLOB_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new ServiceFailure(
                        Kind.INTERNAL,
                        "UNKNOWN_STATE",
                        "the catalogue says that blob " + blob + " is in a state that this worker does not know");
        };
    }

    private static BlobLayout layout(BlobId asked, dev.anvil.metadata.v1.BlobLayout message) {
        BlobId blob = new BlobId(Uuids.fromBytes(message.getBlobId()));
        if (!blob.equals(asked)) {
            throw new ServiceFailure(
                    Kind.INTERNAL, "WRONG_BLOB", "asked for blob " + asked + ", the catalogue told of " + blob);
        }
        Map<Integer, ShardPlacement> placements = new HashMap<>();
        for (int slot = 0; slot < message.getShardsCount(); slot++) {
            var placement = message.getShards(slot);
            if (!placement.getShardId().isEmpty()) {
                placements.put(
                        slot,
                        new ShardPlacement(
                                new DriveId(Uuids.fromBytes(placement.getDriveId())),
                                new ShardId(Uuids.fromBytes(placement.getShardId()))));
            }
        }
        return new BlobLayout(
                blob,
                message.getLength(),
                new Scheme(message.getScheme().getData(), message.getScheme().getParity()),
                message.getUnitBytes(),
                placements);
    }
}
