package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.admin.v1.DamagedBlob;
import dev.anvil.admin.v1.MissingShard;
import dev.anvil.admin.v1.SilentDrive;
import dev.anvil.admin.v1.VerifyBlobsRequest;
import dev.anvil.admin.v1.VerifyBlobsResponse;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.BlobPlacement;
import dev.anvil.metadata.v1.BlobState;
import dev.anvil.metadata.v1.ListPlacementsRequest;
import dev.anvil.metadata.v1.ListPlacementsResponse;
import dev.anvil.metadata.v1.LookUpBlobRequest;
import dev.anvil.metadata.v1.LookUpBlobResponse;
import dev.anvil.metadata.v1.ShardPlacement;
import dev.anvil.model.DriveId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.storage.v1.CheckShardsRequest;
import dev.anvil.storage.v1.ListCorruptShardsRequest;
import dev.anvil.storage.v1.ShardServiceGrpc.ShardServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the catalogue says of its blobs, page by page, against what their drives have. */
final class BlobVerification {
    private static final int MAX_PAGE = 1_000;
    private static final int USUAL_PAGE = 500;

    private final DriveQuestions drives;

    BlobVerification(DriveQuestions drives) {
        this.drives = drives;
    }

    VerifyBlobsResponse page(VerifyBlobsRequest request, BlobCatalogueBlockingStub catalogue) {
        if (request.getLimit() > MAX_PAGE) {
            throw ServiceFailure.invalid("a page has at most " + MAX_PAGE + " blobs");
        }
        ListPlacementsResponse page = catalogue.listPlacements(ListPlacementsRequest.newBuilder()
                .setAfter(request.getAfter())
                .setLimit(request.getLimit() == 0 ? USUAL_PAGE : request.getLimit())
                .build());
        VerifyBlobsResponse.Builder answer =
                VerifyBlobsResponse.newBuilder().setBlobs(page.getBlobsCount()).setMore(page.getMore());
        Found found = ask(page.getBlobsList(), answer);
        for (BlobPlacement blob : page.getBlobsList()) {
            answer.setNext(blob.getBlobId());
            if (blob.getShardsList().stream().anyMatch(found::isDoubtful)) {
                damage(blob, found, catalogue).ifPresent(answer::addDamaged);
            }
        }
        return answer.build();
    }

    /** What drives said: the shards that they lack or know to be broken, and those that nobody could be asked about. */
    private record Found(Set<ByteString> gone, Set<ByteString> unknown) {
        boolean isDoubtful(ShardPlacement shard) {
            return isGone(shard) || unknown.contains(shard.getShardId());
        }

        boolean isGone(ShardPlacement shard) {
            return shard.getShardId().isEmpty() || gone.contains(shard.getShardId());
        }
    }

    private Found ask(List<BlobPlacement> blobs, VerifyBlobsResponse.Builder answer) {
        Map<ByteString, List<ByteString>> byDrive = new HashMap<>();
        for (BlobPlacement blob : blobs) {
            for (ShardPlacement shard : blob.getShardsList()) {
                if (!shard.getShardId().isEmpty()) {
                    byDrive.computeIfAbsent(shard.getDriveId(), drive -> new ArrayList<>())
                            .add(shard.getShardId());
                }
            }
        }
        Found found = new Found(new HashSet<>(), new HashSet<>());
        byDrive.forEach((id, shards) -> {
            DriveId drive = new DriveId(IdBytes.uuid(id));
            try {
                found.gone().addAll(gone(drive, shards));
            } catch (ServiceFailure e) {
                found.unknown().addAll(shards);
                answer.addSilent(
                        SilentDrive.newBuilder().setDriveId(drive.toString()).setProblem(e.sentence()));
            }
        });
        return found;
    }

    private Set<ByteString> gone(DriveId drive, List<ByteString> shards) {
        ShardServiceBlockingStub node = drives.nodeOf(drive);
        try {
            Set<ByteString> gone = new HashSet<>(node.checkShards(CheckShardsRequest.newBuilder()
                            .setDriveId(drive.toString())
                            .addAllShardIds(shards)
                            .build())
                    .getMissingList());
            gone.addAll(node.listCorruptShards(ListCorruptShardsRequest.newBuilder()
                            .setDriveId(drive.toString())
                            .build())
                    .getShardIdsList());
            return gone;
        } catch (StatusRuntimeException e) {
            throw FailureStatus.fromStatus(e);
        }
    }

    /** Asks again: what was deleted or repaired while we asked around is no damage. */
    private static Optional<DamagedBlob> damage(BlobPlacement seen, Found found, BlobCatalogueBlockingStub catalogue) {
        LookUpBlobResponse now = catalogue.lookUpBlob(
                LookUpBlobRequest.newBuilder().setBlobId(seen.getBlobId()).build());
        List<ShardPlacement> shards = now.getLayout().getShardsList();
        if (now.getState() != BlobState.BLOB_STATE_LIVE || !shards.equals(seen.getShardsList())) {
            return Optional.empty();
        }
        DamagedBlob.Builder damaged = DamagedBlob.newBuilder()
                .setBlobId(seen.getBlobId())
                .setData(now.getLayout().getScheme().getData());
        int present = 0;
        for (int slot = 0; slot < shards.size(); slot++) {
            ShardPlacement shard = shards.get(slot);
            if (found.isGone(shard)) {
                damaged.addMissing(MissingShard.newBuilder()
                        .setSlot(slot)
                        .setDriveId(shard.getDriveId())
                        .setShardId(shard.getShardId()));
            } else if (found.isDoubtful(shard)) {
                damaged.setUnknown(damaged.getUnknown() + 1);
            } else {
                present++;
            }
        }
        return Optional.of(damaged.setPresent(present).build());
    }
}
