package dev.anvil.metadata.rpc;

import dev.anvil.metadata.audit.AuditLog;
import dev.anvil.metadata.blob.BlobLayout;
import dev.anvil.metadata.blob.BlobPlacement;
import dev.anvil.metadata.blob.BlobState;
import dev.anvil.metadata.blob.BlobStatus;
import dev.anvil.metadata.blob.Blobs;
import dev.anvil.metadata.blob.SweepHalt;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.ClassifyShardsRequest;
import dev.anvil.metadata.v1.ClassifyShardsResponse;
import dev.anvil.metadata.v1.CountShardsRequest;
import dev.anvil.metadata.v1.CountShardsResponse;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import dev.anvil.metadata.v1.DescribeCatalogueResponse;
import dev.anvil.metadata.v1.ForgetShardsOfManyRequest;
import dev.anvil.metadata.v1.ForgetShardsOfManyResponse;
import dev.anvil.metadata.v1.ForgetShardsRequest;
import dev.anvil.metadata.v1.ForgetShardsResponse;
import dev.anvil.metadata.v1.GetSweepStateRequest;
import dev.anvil.metadata.v1.ListPlacementsRequest;
import dev.anvil.metadata.v1.ListPlacementsResponse;
import dev.anvil.metadata.v1.LookUpBlobRequest;
import dev.anvil.metadata.v1.LookUpBlobResponse;
import dev.anvil.metadata.v1.LookUpBlobsRequest;
import dev.anvil.metadata.v1.LookUpBlobsResponse;
import dev.anvil.metadata.v1.NoteBrokenShardsRequest;
import dev.anvil.metadata.v1.NoteBrokenShardsResponse;
import dev.anvil.metadata.v1.NoteDamageRequest;
import dev.anvil.metadata.v1.NoteDamageResponse;
import dev.anvil.metadata.v1.NoteSeenEpochRequest;
import dev.anvil.metadata.v1.ResumeSweepRequest;
import dev.anvil.metadata.v1.SwapShardRequest;
import dev.anvil.metadata.v1.SwapShardResponse;
import dev.anvil.metadata.v1.SweepState;
import dev.anvil.model.BlobId;
import dev.anvil.model.CatalogueStamp;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers and readers ask and tell about blobs. */
final class BlobCatalogueService extends BlobCatalogueGrpc.BlobCatalogueImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(BlobCatalogueService.class);

    private static final int MAX_PLACEMENTS = 1_000;

    private final Blobs blobs;
    private final SweepHalt halt;
    private final Optional<AuditLog> audit;

    /** @param audit where the global database is served as well */
    BlobCatalogueService(Blobs blobs, SweepHalt halt, Optional<AuditLog> audit) {
        this.blobs = blobs;
        this.halt = halt;
        this.audit = audit;
    }

    @Override
    public void lookUpBlob(LookUpBlobRequest request, StreamObserver<LookUpBlobResponse> observer) {
        Answer.with(observer, message(blobs.lookUp(IdBytes.blob(request.getBlobId()))));
    }

    @Override
    public void lookUpBlobs(LookUpBlobsRequest request, StreamObserver<LookUpBlobsResponse> observer) {
        List<BlobId> asked =
                request.getBlobIdsList().stream().map(IdBytes::blob).toList();
        Map<BlobId, BlobStatus> found = blobs.lookUp(asked);
        LookUpBlobsResponse.Builder answer = LookUpBlobsResponse.newBuilder();
        asked.forEach(blob -> answer.addBlobs(message(found.getOrDefault(blob, BlobStatus.UNKNOWN))));
        Answer.with(observer, answer.build());
    }

    @Override
    public void forgetShards(ForgetShardsRequest request, StreamObserver<ForgetShardsResponse> observer) {
        boolean forgotten = blobs.forget(IdBytes.blob(request.getBlobId()), shards(request));
        Answer.with(
                observer,
                ForgetShardsResponse.newBuilder().setForgotten(forgotten).build());
    }

    @Override
    public void forgetShardsOfMany(
            ForgetShardsOfManyRequest request, StreamObserver<ForgetShardsOfManyResponse> observer) {
        Map<BlobId, List<ShardId>> gone = new HashMap<>();
        request.getBlobsList().forEach(blob -> gone.put(IdBytes.blob(blob.getBlobId()), shards(blob)));
        ForgetShardsOfManyResponse.Builder answer = ForgetShardsOfManyResponse.newBuilder();
        blobs.forget(gone).forEach(blob -> answer.addForgotten(IdBytes.of(blob.value())));
        Answer.with(observer, answer.build());
    }

    private static List<ShardId> shards(ForgetShardsRequest request) {
        return request.getShardIdsList().stream().map(IdBytes::shard).toList();
    }

    @Override
    public void swapShard(SwapShardRequest request, StreamObserver<SwapShardResponse> observer) {
        boolean swapped = blobs.swap(
                IdBytes.blob(request.getBlobId()),
                request.getSlot(),
                Math.toIntExact(request.getPlacementVersion()),
                BlobMessages.placement(request.getReplacement()));
        Answer.with(observer, SwapShardResponse.newBuilder().setSwapped(swapped).build());
    }

    @Override
    public void noteDamage(NoteDamageRequest request, StreamObserver<NoteDamageResponse> observer) {
        BlobId blob = IdBytes.blob(request.getBlobId());
        LOG.info("Blob {} is damaged in slots {}: {}", blob, request.getSlotsList(), request.getReason());
        blobs.noteDamage(blob);
        Answer.with(observer, NoteDamageResponse.getDefaultInstance());
    }

    @Override
    public void classifyShards(ClassifyShardsRequest request, StreamObserver<ClassifyShardsResponse> observer) {
        ClassifyShardsResponse.Builder answer = ClassifyShardsResponse.newBuilder();
        DriveId drive = IdBytes.drive(request.getDriveId());
        List<ShardId> shards =
                request.getShardIdsList().stream().map(IdBytes::shard).toList();
        blobs.garbage(drive, shards).forEach(shard -> answer.addGarbage(IdBytes.of(shard.value())));
        if (request.getForVerification()) {
            blobs.unreferenced(drive, shards).forEach(shard -> answer.addUnreferenced(IdBytes.of(shard.value())));
        }
        Answer.with(observer, answer.build());
    }

    @Override
    public void describeCatalogue(
            DescribeCatalogueRequest request, StreamObserver<DescribeCatalogueResponse> observer) {
        CatalogueStamp stamp = blobs.catalogue();
        Answer.with(
                observer,
                DescribeCatalogueResponse.newBuilder()
                        .setCatalogueId(IdBytes.of(stamp.catalogue()))
                        .setEpoch(stamp.epoch())
                        .build());
    }

    @Override
    public void noteBrokenShards(NoteBrokenShardsRequest request, StreamObserver<NoteBrokenShardsResponse> observer) {
        DriveId drive = IdBytes.drive(request.getDriveId());
        int noted = blobs.noteBroken(
                drive, request.getShardIdsList().stream().map(IdBytes::shard).toList());
        LOG.info(
                "{} shards on drive {} are broken, of {} blobs: {}",
                request.getShardIdsCount(),
                drive,
                noted,
                request.getReason());
        Answer.with(
                observer, NoteBrokenShardsResponse.newBuilder().setNoted(noted).build());
    }

    @Override
    public void listPlacements(ListPlacementsRequest request, StreamObserver<ListPlacementsResponse> observer) {
        int limit = PageLimit.of(request.getLimit(), MAX_PLACEMENTS);
        List<BlobPlacement> page =
                blobs.placements(request.getAfter().isEmpty() ? null : IdBytes.blob(request.getAfter()), limit + 1);
        ListPlacementsResponse.Builder answer =
                ListPlacementsResponse.newBuilder().setMore(page.size() > limit);
        page.stream().limit(limit).map(BlobMessages::message).forEach(answer::addBlobs);
        Answer.with(observer, answer.build());
    }

    @Override
    public void noteSeenEpoch(NoteSeenEpochRequest request, StreamObserver<SweepState> observer) {
        boolean before = halt.state().isHalted();
        SweepHalt.State after = halt.noteSeen(request.getEpoch());
        if (after.isHalted() && !before) {
            LOG.error(
                    "Drive {} has seen epoch {} of this catalogue, which is at {}: it was restored from a backup. Nothing is"
                            + " swept or reclaimed until an operator says `anvil admin sweep resume`",
                    IdBytes.drive(request.getDriveId()),
                    request.getEpoch(),
                    after.epoch());
        }
        Answer.with(observer, message(after));
    }

    @Override
    public void getSweepState(GetSweepStateRequest request, StreamObserver<SweepState> observer) {
        Answer.with(observer, message(halt.state()));
    }

    /** Noted before it is done: the log is in another database, and a line too many is better than one too few. */
    @Override
    public void resumeSweep(ResumeSweepRequest request, StreamObserver<SweepState> observer) {
        SweepHalt.State before = halt.state();
        String detail = before.isHalted()
                ? "halted since " + before.since().get() + " at epoch " + before.epoch() + ", drives have seen "
                        + before.seen()
                : "was not halted";
        audit.ifPresent(log -> log.note("sweep.resume", "catalogue", detail));
        LOG.warn("The sweep goes on: {}", detail);
        Answer.with(observer, message(before.isHalted() ? halt.resume() : before));
    }

    private static SweepState message(SweepHalt.State state) {
        return SweepState.newBuilder()
                .setHalted(state.isHalted())
                .setEpoch(state.epoch())
                .setSeenEpoch(state.seen())
                .setHaltedMillis(state.since().map(Instant::toEpochMilli).orElse(0L))
                .build();
    }

    @Override
    public void countShards(CountShardsRequest request, StreamObserver<CountShardsResponse> observer) {
        List<Long> counts = blobs.countShards(
                request.getDriveIdsList().stream().map(IdBytes::drive).toList());
        Answer.with(
                observer, CountShardsResponse.newBuilder().addAllCounts(counts).build());
    }

    private static LookUpBlobResponse message(BlobStatus status) {
        LookUpBlobResponse.Builder answer = LookUpBlobResponse.newBuilder()
                .setState(message(status.state()))
                .setReclaimable(status.reclaimable())
                .setReclaimableInMillis(status.reclaimableIn().toMillis())
                .setPlacementVersion(status.placementVersion());
        BlobLayout layout = status.layout();
        if (layout != null) {
            answer.setLayout(BlobMessages.message(layout));
        }
        return answer.build();
    }

    private static dev.anvil.metadata.v1.BlobState message(BlobState state) {
        return switch (state) {
            case LIVE -> dev.anvil.metadata.v1.BlobState.BLOB_STATE_LIVE;
            case DEAD -> dev.anvil.metadata.v1.BlobState.BLOB_STATE_DEAD;
            case FORGOTTEN -> dev.anvil.metadata.v1.BlobState.BLOB_STATE_UNKNOWN;
        };
    }
}
