package dev.anvil.metadata.rpc;

import com.google.protobuf.ByteString;
import dev.anvil.metadata.bucket.Versioning;
import dev.anvil.metadata.history.Keys;
import dev.anvil.metadata.history.Unanswered;
import dev.anvil.metadata.v1.BlobLayout;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.BucketCatalogueGrpc.BucketCatalogueBlockingStub;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitPartRequest;
import dev.anvil.metadata.v1.CompleteUploadRequest;
import dev.anvil.metadata.v1.CompletedPart;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.CreateBucketRequest;
import dev.anvil.metadata.v1.CreateTenantRequest;
import dev.anvil.metadata.v1.CreateUploadRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.ListObjectsRequest;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc.ObjectCatalogueBlockingStub;
import dev.anvil.metadata.v1.Preconditions;
import dev.anvil.metadata.v1.PutBucketSettingRequest;
import dev.anvil.metadata.v1.Scheme;
import dev.anvil.metadata.v1.ShardPlacement;
import dev.anvil.metadata.v1.TenantCatalogueGrpc;
import dev.anvil.metadata.v1.Upload;
import dev.anvil.metadata.v1.UploadCatalogueGrpc;
import dev.anvil.metadata.v1.UploadCatalogueGrpc.UploadCatalogueBlockingStub;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.FailureStatus;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogue as a gateway asks it. */
final class RpcKeys implements Keys {
    private static final long PART_BYTES = 5 << 20;
    private static final DriveId DRIVE = DriveId.create();
    private static final List<String> NAMES = List.of("never", "enabled", "suspended", "changing");

    private final BucketCatalogueBlockingStub buckets;
    private final ObjectCatalogueBlockingStub objects;
    private final UploadCatalogueBlockingStub uploads;
    private final List<ByteString> ids;

    RpcKeys(ManagedChannel channel) {
        buckets = BucketCatalogueGrpc.newBlockingStub(channel);
        objects = ObjectCatalogueGrpc.newBlockingStub(channel);
        uploads = UploadCatalogueGrpc.newBlockingStub(channel);
        String tenant = TenantCatalogueGrpc.newBlockingStub(channel)
                .createTenant(
                        CreateTenantRequest.newBuilder().setName("history").build())
                .getTenantId();
        ids = NAMES.stream()
                .map(name -> buckets.createBucket(CreateBucketRequest.newBuilder()
                                .setName(name)
                                .setTenantId(tenant)
                                .build())
                        .getBucketId())
                .toList();
        version(1, Versioning.ENABLED);
        version(2, Versioning.SUSPENDED);
        version(3, Versioning.ENABLED);
    }

    @Override
    public int buckets() {
        return ids.size();
    }

    @Override
    public Change put(Place place, String value, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        Preconditions.Builder conditions = Preconditions.newBuilder();
        if (ifMatch != null) {
            conditions.setIfMatch(ifMatch);
        }
        if (ifNoneMatch != null) {
            conditions.setIfNoneMatch(ifNoneMatch);
        }
        CommitObjectRequest.Builder commit = CommitObjectRequest.newBuilder()
                .setBucketId(ids.get(place.bucket()))
                .setKey(place.key())
                .setVersionId(version())
                .setEtag(value)
                .setPreconditions(conditions);
        // Without bytes now and then: such a commit is remembered in another way.
        CommitObjectRequest request = (ifNoneMatch == null ? commit.setSize(100).setBlob(blob(100)) : commit).build();
        return () -> ask(() -> objects.commitObject(request).getEtag());
    }

    @Override
    public Change delete(Place place) {
        return () -> ask(() -> {
            objects.deleteObject(DeleteObjectRequest.newBuilder()
                    .setBucketId(ids.get(place.bucket()))
                    .setKey(place.key())
                    .build());
            return "";
        });
    }

    @Override
    public Change copy(Place source, String ifMatch, Place place) {
        CopyObjectRequest request = CopyObjectRequest.newBuilder()
                .setSourceBucketId(ids.get(source.bucket()))
                .setSourceKey(source.key())
                .setSourcePreconditions(Preconditions.newBuilder().setIfMatch(ifMatch))
                .setBucketId(ids.get(place.bucket()))
                .setKey(place.key())
                .setVersionId(version())
                .build();
        return () -> ask(() -> objects.copyObject(request).getEtag());
    }

    @Override
    public Change upload(Place place, String part) {
        ByteString bucket = ids.get(place.bucket());
        Upload upload = ask(() -> uploads.createUpload(CreateUploadRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(place.key())
                .build()));
        ask(() -> uploads.commitPart(CommitPartRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(place.key())
                .setUploadId(upload.getUploadId())
                .setPartNumber(1)
                .setSize(PART_BYTES)
                .setEtag(part)
                .setBlob(blob(PART_BYTES))
                .build()));
        CompleteUploadRequest request = CompleteUploadRequest.newBuilder()
                .setBucketId(bucket)
                .setKey(place.key())
                .setUploadId(upload.getUploadId())
                .setVersionId(version())
                .addParts(CompletedPart.newBuilder().setPartNumber(1).setEtag(part))
                .build();
        return () -> ask(() -> uploads.completeUpload(request).getEtag());
    }

    @Override
    public Map<String, String> list(int bucket) {
        return ask(() -> objects
                .listObjects(ListObjectsRequest.newBuilder()
                        .setBucketId(ids.get(bucket))
                        .setPrefix("key/")
                        .setLimit(100)
                        .build())
                .getEntriesList()
                .stream()
                .collect(Collectors.toMap(
                        entry -> entry.getObject().getKey(),
                        entry -> entry.getObject().getEtag())));
    }

    @Override
    public String look(Place place) {
        try {
            return ask(() -> objects.lookUpObject(LookUpObjectRequest.newBuilder()
                            .setBucketId(ids.get(place.bucket()))
                            .setKey(place.key())
                            .build())
                    .getEtag());
        } catch (ServiceFailure failure) {
            if (failure.reason().equals("NO_SUCH_KEY")) {
                return "";
            }
            throw failure;
        }
    }

    @Override
    public void version(int bucket, Versioning versioning) {
        String state = versioning == Versioning.ENABLED ? "Enabled" : "Suspended";
        ask(() -> buckets.putBucketSetting(PutBucketSettingRequest.newBuilder()
                .setName(NAMES.get(bucket))
                .setSetting("versioning")
                .setDocument(state)
                .build()));
    }

    private static BlobLayout blob(long length) {
        BlobId id = BlobId.create(Instant.now());
        return BlobLayout.newBuilder()
                .setBlobId(IdBytes.of(id.value()))
                .setLength(length)
                .setScheme(Scheme.newBuilder().setData(1).setParity(2))
                .setUnitBytes(1024)
                .addAllShards(Stream.of(0, 1, 2)
                        .map(slot -> ShardPlacement.newBuilder()
                                .setDriveId(IdBytes.of(DRIVE.value()))
                                .setShardId(IdBytes.of(ShardId.of(id, slot).value()))
                                .build())
                        .toList())
                .build();
    }

    private static String version() {
        return VersionId.create(Instant.now()).value();
    }

    private static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException answer) {
            ServiceFailure failure = FailureStatus.fromStatus(answer);
            if (failure.kind() == ServiceFailure.Kind.UNAVAILABLE) {
                throw new Unanswered(failure);
            }
            throw failure;
        }
    }
}
