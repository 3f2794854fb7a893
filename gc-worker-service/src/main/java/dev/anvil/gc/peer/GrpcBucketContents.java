package dev.anvil.gc.peer;

import com.google.protobuf.ByteString;
import dev.anvil.gc.expire.BucketContents;
import dev.anvil.metadata.v1.AbortUploadRequest;
import dev.anvil.metadata.v1.Bucket;
import dev.anvil.metadata.v1.BucketCatalogueGrpc;
import dev.anvil.metadata.v1.BucketCatalogueGrpc.BucketCatalogueBlockingStub;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectsRequest;
import dev.anvil.metadata.v1.DeletionResult;
import dev.anvil.metadata.v1.ListEntry;
import dev.anvil.metadata.v1.ListUploadsRequest;
import dev.anvil.metadata.v1.ListVersionsRequest;
import dev.anvil.metadata.v1.LookUpBucketRequest;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc.ObjectCatalogueBlockingStub;
import dev.anvil.metadata.v1.ObjectSummary;
import dev.anvil.metadata.v1.Preconditions;
import dev.anvil.metadata.v1.Tag;
import dev.anvil.metadata.v1.UploadCatalogueGrpc;
import dev.anvil.metadata.v1.UploadCatalogueGrpc.UploadCatalogueBlockingStub;
import dev.anvil.metadata.v1.UploadEntry;
import dev.anvil.model.BucketId;
import dev.anvil.model.lifecycle.LifecycleDocument;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What lies in buckets, asked of the metadata service. */
final class GrpcBucketContents implements BucketContents {
    private static final String LIFECYCLE = "lifecycle";
    /** A thousand deletions are a thousand transactions. */
    private static final Duration MANY_DELETIONS = Duration.ofSeconds(60);

    private final BucketCatalogueBlockingStub buckets;
    private final ObjectCatalogueBlockingStub objects;
    private final UploadCatalogueBlockingStub uploads;

    GrpcBucketContents(Channel channel) {
        this.buckets = BucketCatalogueGrpc.newBlockingStub(channel);
        this.objects = ObjectCatalogueGrpc.newBlockingStub(channel);
        this.uploads = UploadCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Optional<RuledBucket> find(String name) {
        try {
            Bucket bucket = Calls.call(() -> buckets.lookUpBucket(
                    LookUpBucketRequest.newBuilder().setName(name).build()));
            return Optional.of(new RuledBucket(
                    new BucketId(Uuids.fromBytes(bucket.getBucketId())),
                    Optional.ofNullable(bucket.getSettingsMap().get(LIFECYCLE)).map(LifecycleDocument::parse)));
        } catch (ServiceFailure e) {
            if (e.kind() == ServiceFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public VersionPage versions(BucketId bucket, String prefix, String afterKey, String afterVersion) {
        var page = Calls.call(() -> objects.listVersions(ListVersionsRequest.newBuilder()
                .setBucketId(id(bucket))
                .setPrefix(prefix)
                .setKeyMarker(afterKey)
                .setVersionIdMarker(afterVersion)
                .setLimit(PAGE)
                .build()));
        return new VersionPage(
                page.getEntriesList().stream()
                        .filter(ListEntry::hasObject)
                        .map(entry -> version(entry.getObject()))
                        .toList(),
                page.getMore(),
                page.getNextKeyMarker(),
                page.getNextVersionIdMarker());
    }

    private static Version version(ObjectSummary summary) {
        return new Version(
                summary.getKey(),
                summary.getVersionId(),
                summary.getLatest(),
                summary.getDeleteMarker(),
                summary.getSize(),
                summary.getEtag(),
                Instant.ofEpochMilli(summary.getModifiedMillis()));
    }

    @Override
    public UploadPage uploads(BucketId bucket, String prefix, String afterKey, String afterUpload) {
        var page = Calls.call(() -> uploads.listUploads(ListUploadsRequest.newBuilder()
                .setBucketId(id(bucket))
                .setPrefix(prefix)
                .setKeyMarker(afterKey)
                .setUploadIdMarker(afterUpload)
                .setLimit(PAGE)
                .build()));
        return new UploadPage(
                page.getEntriesList().stream()
                        .filter(UploadEntry::hasUpload)
                        .map(UploadEntry::getUpload)
                        .map(upload -> new Upload(
                                upload.getKey(),
                                upload.getUploadId(),
                                Instant.ofEpochMilli(upload.getInitiatedMillis())))
                        .toList(),
                page.getMore(),
                page.getNextKeyMarker(),
                page.getNextUploadIdMarker());
    }

    /** A version that is gone has none, and its deletion will find that out. */
    @Override
    public Map<String, String> tags(BucketId bucket, Version version) {
        try {
            return Calls.call(() -> objects.lookUpObject(LookUpObjectRequest.newBuilder()
                            .setBucketId(id(bucket))
                            .setKey(version.key())
                            .setVersionId(version.version())
                            .build()))
                    .getAttributes()
                    .getTagsList()
                    .stream()
                    .collect(Collectors.toMap(Tag::getKey, Tag::getValue));
        } catch (ServiceFailure e) {
            if (e.kind() == ServiceFailure.Kind.NOT_FOUND) {
                return Map.of();
            }
            throw e;
        }
    }

    @Override
    public int delete(BucketId bucket, List<Deletion> deletions) {
        if (deletions.isEmpty()) {
            return 0;
        }
        DeleteObjectsRequest request = DeleteObjectsRequest.newBuilder()
                .setBucketId(id(bucket))
                .addAllDeletions(deletions.stream()
                        .map(deletion -> message(bucket, deletion))
                        .toList())
                .build();
        return (int) Calls.call(() -> objects.withDeadlineAfter(MANY_DELETIONS.toMillis(), TimeUnit.MILLISECONDS)
                        .deleteObjects(request))
                .getResultsList()
                .stream()
                .filter(DeletionResult::hasDeleted)
                .count();
    }

    private static DeleteObjectRequest message(BucketId bucket, Deletion deletion) {
        Version version = deletion.version();
        var message = DeleteObjectRequest.newBuilder().setBucketId(id(bucket)).setKey(version.key());
        if (deletion.forGood()) {
            message.setVersionId(version.version());
        }
        if (!version.marker()) {
            message.setPreconditions(Preconditions.newBuilder()
                    .setIfMatch(version.etag())
                    .setIfUnmodifiedSinceMillis(version.modified().toEpochMilli()));
        }
        return message.build();
    }

    /** One that was completed or aborted meanwhile is no longer there. */
    @Override
    public void abort(BucketId bucket, Upload upload) {
        try {
            Calls.call(() -> uploads.abortUpload(AbortUploadRequest.newBuilder()
                    .setBucketId(id(bucket))
                    .setKey(upload.key())
                    .setUploadId(upload.id())
                    .build()));
        } catch (ServiceFailure e) {
            if (e.kind() != ServiceFailure.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    private static ByteString id(BucketId bucket) {
        return Uuids.toBytes(bucket.value());
    }
}
