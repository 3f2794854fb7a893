package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.admin.v1.OrphanedShard;
import dev.anvil.admin.v1.VerifyDriveRequest;
import dev.anvil.admin.v1.VerifyDriveResponse;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.ClassifyShardsRequest;
import dev.anvil.metadata.v1.DescribeCatalogueRequest;
import dev.anvil.metadata.v1.DescribeCatalogueResponse;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.storage.v1.CatalogueStamp;
import dev.anvil.storage.v1.ListCorruptShardsRequest;
import dev.anvil.storage.v1.ListShardsRequest;
import dev.anvil.storage.v1.ListShardsResponse;
import dev.anvil.storage.v1.ShardEntry;
import dev.anvil.storage.v1.ShardServiceGrpc.ShardServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a drive has, page by page, against what the catalogue says. */
final class DriveVerification {
    private static final String WENT_BACK = "EPOCH_WENT_BACK";
    private static final int MAX_PAGE = 10_000;
    private static final int USUAL_PAGE = 1_000;

    private final DriveQuestions drives;

    DriveVerification(DriveQuestions drives) {
        this.drives = drives;
    }

    VerifyDriveResponse page(VerifyDriveRequest request, BlobCatalogueBlockingStub catalogue) {
        DriveId drive = DriveId.parse(request.getDriveId());
        if (request.getLimit() > MAX_PAGE) {
            throw ServiceFailure.invalid("a page has at most " + MAX_PAGE + " shards");
        }
        ShardServiceBlockingStub node = drives.nodeOf(drive);
        ListShardsRequest question = ListShardsRequest.newBuilder()
                .setDriveId(drive.toString())
                .setAfter(request.getAfter())
                .setLimit(request.getLimit() == 0 ? USUAL_PAGE : request.getLimit())
                .build();
        boolean wentBack = wentBack(node, question, catalogue);
        // Without a stamp a drive answers whatever it thinks of the catalogue's age, and looking is all that is done
        // here.
        ListShardsResponse page = node.listShards(question);
        VerifyDriveResponse.Builder answer = VerifyDriveResponse.newBuilder()
                .setShards(page.getShardsCount())
                .setCorrupt(node.listCorruptShards(ListCorruptShardsRequest.newBuilder()
                                .setDriveId(drive.toString())
                                .build())
                        .getShardIdsCount())
                .setCatalogueWentBack(wentBack)
                .setMore(page.getMore());
        if (page.getShardsCount() > 0) {
            answer.setNext(page.getShards(page.getShardsCount() - 1).getShardId());
            orphaned(drive, page.getShardsList(), catalogue).forEach(answer::addOrphaned);
        }
        return answer.build();
    }

    private static boolean wentBack(
            ShardServiceBlockingStub node, ListShardsRequest question, BlobCatalogueBlockingStub catalogue) {
        DescribeCatalogueResponse now = catalogue.describeCatalogue(DescribeCatalogueRequest.getDefaultInstance());
        CatalogueStamp stamp = CatalogueStamp.newBuilder()
                .setCatalogueId(now.getCatalogueId())
                .setEpoch(now.getEpoch())
                .build();
        try {
            ListShardsResponse ignored = node.listShards(
                    question.toBuilder().setCatalogue(stamp).setLimit(1).build());
            return false;
        } catch (StatusRuntimeException e) {
            if (WENT_BACK.equals(FailureStatus.fromStatus(e).reason())) {
                return true;
            }
            throw e;
        }
    }

    private static List<OrphanedShard> orphaned(
            DriveId drive, List<ShardEntry> shards, BlobCatalogueBlockingStub catalogue) {
        Set<ByteString> orphaned = new HashSet<>(catalogue
                .classifyShards(ClassifyShardsRequest.newBuilder()
                        .setDriveId(IdBytes.of(drive.value()))
                        .addAllShardIds(
                                shards.stream().map(ShardEntry::getShardId).toList())
                        .setForVerification(true)
                        .build())
                .getUnreferencedList());
        return shards.stream()
                .filter(shard -> orphaned.contains(shard.getShardId()))
                .map(shard -> OrphanedShard.newBuilder()
                        .setShardId(shard.getShardId())
                        .setLength(shard.getLength())
                        .setBornMillis(new ShardId(IdBytes.uuid(shard.getShardId()))
                                .birth()
                                .toEpochMilli())
                        .build())
                .toList();
    }
}
