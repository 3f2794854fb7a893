package dev.anvil.metadata.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.v1.AbortUploadRequest;
import dev.anvil.metadata.v1.BlobCatalogueGrpc;
import dev.anvil.metadata.v1.BlobCatalogueGrpc.BlobCatalogueBlockingStub;
import dev.anvil.metadata.v1.BlobLayout;
import dev.anvil.metadata.v1.BlobState;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.Checksum;
import dev.anvil.metadata.v1.ChecksumAlgorithm;
import dev.anvil.metadata.v1.ClassifyShardsRequest;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CompletedPart;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.metadata.v1.DeleteBucketRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectsRequest;
import dev.anvil.metadata.v1.ErrorReason;
import dev.anvil.metadata.v1.ListObjectsRequest;
import dev.anvil.metadata.v1.ListPartsRequest;
import dev.anvil.metadata.v1.ListUploadsRequest;
import dev.anvil.metadata.v1.ListVersionsRequest;
import dev.anvil.metadata.v1.LookUpBlobRequest;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.NoteDamageRequest;
import dev.anvil.metadata.v1.ObjectAttributes;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc.ObjectCatalogueBlockingStub;
import dev.anvil.metadata.v1.ObjectVersion;
import dev.anvil.metadata.v1.Preconditions;
import dev.anvil.metadata.v1.Scheme;
import dev.anvil.metadata.v1.ShardPlacement;
import dev.anvil.metadata.v1.SwapShardRequest;
import dev.anvil.metadata.v1.Tag;
import dev.anvil.metadata.v1.Tenant;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.Upload;
import dev.anvil.metadata.v1.UploadCatalogueGrpc;
import dev.anvil.metadata.v1.UploadCatalogueGrpc.UploadCatalogueBlockingStub;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.VersionId;
import io.grpc.ManagedChannel;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The regional catalogue as gateways and workers see it. */
class RegionalCatalogueIT {
    private static final DriveId DRIVE = DriveId.create();
    private static final long PART_BYTES = 5 << 20;

    private final ManagedChannel channel = RunningService.shared().channel();
    private final ObjectCatalogueBlockingStub objects = ObjectCatalogueGrpc.newBlockingStub(channel);
    private final UploadCatalogueBlockingStub uploads = UploadCatalogueGrpc.newBlockingStub(channel);
    private final BlobCatalogueBlockingStub blobs = BlobCatalogueGrpc.newBlockingStub(channel);
    private String bucketName = "";
    private String tenant = "";
    private ByteString bucket = ByteString.EMPTY;

    @BeforeEach
    void aBucket() {
        Tenant owner = TenantCatalogueGrpc.newBlockingStub(channel)
                .createTenant(CreateTenantRequest.newBuilder()
                        .setName(RunningService.fresh("tenant"))
                        .build());
        tenant = owner.getTenantId();
        bucketName = RunningService.fresh("regional-bucket");
        bucket = BucketCatalogueGrpc.newBlockingStub(channel)
                .createBucket(CreateBucketRequest.newBuilder()
                        .setName(bucketName)
                        .setTenantId(tenant)
                        .build())
                .getBucketId();
    }

    @Test
    void anObjectIsPutFoundListedCopiedAndDeleted() {
        CommitObjectRequest commit = commit("folder/a");
        assertThat(objects.commitObject(commit).getVersionId()).isEqualTo("null");
        ObjectVersion found = lookUp("folder/a");
        assertThat(found.getAttributes()).isEqualTo(commit.getAttributes());
        assertThat(found.getChecksumsList()).isEqualTo(commit.getChecksumsList());
        assertThat(found.getParts(0).getBlob()).isEqualTo(commit.getBlob());

        objects.copyObject(CopyObjectRequest.newBuilder()
                .setSourceBucketId(bucket)
                .setSourceKey("folder/a")
                .setBucketId(bucket)
                .setKey("b")
                .setVersionId(version())
                .build());
        assertThat(lookUp("b").getAttributes()).isEqualTo(commit.getAttributes());

        var page = objects.listObjects(ListObjectsRequest.newBuilder()
                .setBucketId(bucket)
                .setDelimiter("/")
                .setLimit(1)
                .build());
        assertThat(page.getEntries(0).getObject().getKey()).isEqualTo("b");
        assertThat(page.getMore()).isTrue();
        page = objects.listObjects(ListObjectsRequest.newBuilder()
                .setBucketId(bucket)
                .setDelimiter("/")
                .setAfter(page.getNextAfter())
                .setLimit(1)
                .build());
        assertThat(page.getEntries(0).getCommonPrefix()).isEqualTo("folder/");
        assertThat(page.getMore()).isFalse();
        assertThat(objects.listVersions(ListVersionsRequest.newBuilder()
                                .setBucketId(bucket)
                                .setLimit(1000)
                                .build())
                        .getEntriesCount())
                .isEqualTo(2);

        var results = objects.deleteObjects(DeleteObjectsRequest.newBuilder()
                        .setBucketId(bucket)
                        .addDeletions(deletion("folder/a"))
                        .addDeletions(deletion("b")
                                .setPreconditions(Preconditions.newBuilder().setIfMatch("other")))
                        .addDeletions(deletion("never was"))
                        .build())
                .getResultsList();
        assertThat(results.get(0).getDeleted().getExisted()).isTrue();
        assertThat(results.get(1).getRefused().getReason()).isEqualTo(ErrorReason.ERROR_REASON_PRECONDITION_FAILED);
        assertThat(results.get(2).getDeleted().getExisted()).isFalse();
    }

    @Test
    void refusalsCarryTheirReasons() {
        assertThat(reasonOf(() -> lookUp("nothing"))).isEqualTo("NO_SUCH_KEY");
        assertThat(reasonOf(() ->
                        objects.commitObject(commit("k").toBuilder().clearBlob().build())))
                .isEqualTo("INVALID_ARGUMENT");
        objects.commitObject(commit("k"));
        assertThat(reasonOf(() -> objects.commitObject(commit("k").toBuilder()
                        .setPreconditions(Preconditions.newBuilder().setIfNoneMatch("*"))
                        .build())))
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(reasonOf(this::deleteBucket)).isEqualTo("BUCKET_NOT_EMPTY");
        objects.deleteObject(deletion("k").build());
        deleteBucket();
        assertThat(reasonOf(() -> objects.commitObject(commit("k")))).isEqualTo("NO_SUCH_BUCKET");
    }

    @Test
    void anUploadInPartsBecomesAnObject() {
        Upload upload = uploads.createUpload(CreateUploadRequest.newBuilder()
                .setBucketId(bucket)
                .setKey("big")
                .setAttributes(ObjectAttributes.newBuilder().setContentType("video/mp4"))
                .build());
        for (int part = 1; part <= 2; part++) {
            uploads.commitPart(CommitPartRequest.newBuilder()
                    .setBucketId(bucket)
                    .setKey("big")
                    .setUploadId(upload.getUploadId())
                    .setPartNumber(part)
                    .setSize(PART_BYTES)
                    .setEtag(etag(part))
                    .setBlob(blob(PART_BYTES))
                    .build());
        }
        assertThat(uploads.listParts(ListPartsRequest.newBuilder()
                                .setBucketId(bucket)
                                .setKey("big")
                                .setUploadId(upload.getUploadId())
                                .setLimit(10)
                                .build())
                        .getPartsCount())
                .isEqualTo(2);
        assertThat(uploads.listUploads(ListUploadsRequest.newBuilder()
                                .setBucketId(bucket)
                                .setLimit(10)
                                .build())
                        .getEntries(0)
                        .getUpload())
                .isEqualTo(upload);
        CompleteUploadRequest completion = CompleteUploadRequest.newBuilder()
                .setBucketId(bucket)
                .setKey("big")
                .setUploadId(upload.getUploadId())
                .setVersionId(version())
                .addParts(CompletedPart.newBuilder().setPartNumber(1).setEtag(etag(1)))
                .addParts(CompletedPart.newBuilder().setPartNumber(2).setEtag(etag(2)))
                .build();
        var committed = uploads.completeUpload(completion);
        assertThat(committed.getEtag()).endsWith("-2");
        assertThat(uploads.completeUpload(completion)).isEqualTo(committed);
        ObjectVersion found = lookUp("big");
        assertThat(found.getSize()).isEqualTo(2 * PART_BYTES);
        assertThat(found.getPartsList()).extracting(part -> part.getOffset()).containsExactly(0L, PART_BYTES);
        assertThat(found.getAttributes().getContentType()).isEqualTo("video/mp4");
        assertThat(reasonOf(() -> uploads.abortUpload(AbortUploadRequest.newBuilder()
                        .setBucketId(bucket)
                        .setKey("big")
                        .setUploadId(upload.getUploadId())
                        .build())))
                .isEqualTo("NO_SUCH_UPLOAD");
    }

    @Test
    void workersRepairAndAsk() {
        CommitObjectRequest commit = commit("k");
        objects.commitObject(commit);
        ByteString blob = commit.getBlob().getBlobId();
        blobs.noteDamage(NoteDamageRequest.newBuilder()
                .setBlobId(blob)
                .addSlots(1)
                .setReason("a test")
                .build());
        var status =
                blobs.lookUpBlob(LookUpBlobRequest.newBuilder().setBlobId(blob).build());
        assertThat(status.getState()).isEqualTo(BlobState.BLOB_STATE_LIVE);
        assertThat(status.getLayout()).isEqualTo(commit.getBlob());
        ShardPlacement fresh = ShardPlacement.newBuilder()
                .setDriveId(IdBytes.of(DRIVE.value()))
                .setShardId(IdBytes.of(ShardId.create(Instant.now()).value()))
                .build();
        SwapShardRequest swap = SwapShardRequest.newBuilder()
                .setBlobId(blob)
                .setSlot(1)
                .setPlacementVersion(status.getPlacementVersion())
                .setReplacement(fresh)
                .build();
        assertThat(blobs.swapShard(swap).getSwapped()).isTrue();
        assertThat(lookUp("k").getParts(0).getBlob().getShards(1)).isEqualTo(fresh);
        assertThat(blobs.classifyShards(ClassifyShardsRequest.newBuilder()
                                .setDriveId(fresh.getDriveId())
                                .addShardIds(fresh.getShardId())
                                .build())
                        .getGarbageList())
                .isEmpty();
        assertThat(blobs.lookUpBlob(LookUpBlobRequest.newBuilder()
                                .setBlobId(
                                        IdBytes.of(BlobId.create(Instant.now()).value()))
                                .build())
                        .getState())
                .isEqualTo(BlobState.BLOB_STATE_UNKNOWN);
    }

    private void deleteBucket() {
        BucketCatalogueGrpc.newBlockingStub(channel)
                .deleteBucket(DeleteBucketRequest.newBuilder()
                        .setName(bucketName)
                        .setTenantId(tenant)
                        .build());
    }

    private ObjectVersion lookUp(String key) {
        return objects.lookUpObject(LookUpObjectRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(key)
                .setWithLayout(true)
                .build());
    }

    private DeleteObjectRequest.Builder deletion(String key) {
        return DeleteObjectRequest.newBuilder().setBucketId(bucket).setKey(key);
    }

    private CommitObjectRequest commit(String key) {
        return CommitObjectRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(key)
                .setVersionId(version())
                .setSize(100)
                .setEtag(etag(7))
                .addChecksums(Checksum.newBuilder()
                        .setAlgorithm(ChecksumAlgorithm.CHECKSUM_ALGORITHM_CRC32C)
                        .setValue(ByteString.copyFrom(new byte[] {1, 2, 3, 4})))
                .setAttributes(ObjectAttributes.newBuilder()
                        .setContentType("text/plain")
                        .putUserMetadata("colour", "grün")
                        .addTags(Tag.newBuilder().setKey("k").setValue("v")))
                .setBlob(blob(100))
                .setWrittenBy(UUID.randomUUID().toString())
                .build();
    }

    private static BlobLayout blob(long length) {
        BlobId id = BlobId.create(Instant.now());
        BlobLayout.Builder layout = BlobLayout.newBuilder()
                .setBlobId(IdBytes.of(id.value()))
                .setLength(length)
                .setScheme(Scheme.newBuilder().setData(1).setParity(2))
                .setUnitBytes(1024);
        for (int slot = 0; slot < 3; slot++) {
            layout.addShards(ShardPlacement.newBuilder()
                    .setDriveId(IdBytes.of(DRIVE.value()))
                    .setShardId(IdBytes.of(ShardId.of(id, slot).value())));
        }
        return layout.build();
    }

    private static String reasonOf(ThrowingCallable call) {
        return Refusals.of(call).reason();
    }

    private static String version() {
        return VersionId.create(Instant.now()).value();
    }

    private static String etag(int of) {
        return "%032x".formatted(of);
    }
}
