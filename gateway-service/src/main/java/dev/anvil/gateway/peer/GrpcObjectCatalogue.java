package dev.anvil.gateway.peer;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.acl.AclText;
import dev.anvil.gateway.catalogue.Committed;
import dev.anvil.gateway.catalogue.Deleted;
import dev.anvil.gateway.catalogue.Deletion;
import dev.anvil.gateway.catalogue.DeletionResult;
import dev.anvil.gateway.catalogue.DonePart;
import dev.anvil.gateway.catalogue.Hold;
import dev.anvil.gateway.catalogue.ListQuery;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.catalogue.ObjectCommit;
import dev.anvil.gateway.catalogue.ObjectCopy;
import dev.anvil.gateway.catalogue.ObjectPage;
import dev.anvil.gateway.catalogue.Resolved;
import dev.anvil.gateway.catalogue.Tag;
import dev.anvil.gateway.catalogue.VersionPage;
import dev.anvil.gateway.catalogue.VersionQuery;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectsRequest;
import dev.anvil.metadata.v1.DescribePartsRequest;
import dev.anvil.metadata.v1.ListObjectsRequest;
import dev.anvil.metadata.v1.ListVersionsRequest;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc.ObjectCatalogueBlockingStub;
import dev.anvil.metadata.v1.TagSet;
import dev.anvil.metadata.v1.UpdateObjectRequest;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The objects of the region, asked of metadata-service. */
final class GrpcObjectCatalogue implements ObjectCatalogue {
    /** A thousand deletions are a thousand transactions. */
    private static final Duration MANY_DELETIONS = Duration.ofSeconds(60);

    private final ObjectCatalogueBlockingStub stub;

    GrpcObjectCatalogue(Channel channel) {
        this.stub = ObjectCatalogueGrpc.newBlockingStub(channel);
    }

    @Override
    public Committed commit(ObjectCommit commit) {
        CommitObjectRequest request = ObjectMessages.message(commit);
        // The version id and the shard ids make a commit that is sent again the same commit.
        return ObjectMessages.committed(Calls.repeatable(() -> stub.commitObject(request)));
    }

    @Override
    public Resolved lookUp(BucketId bucket, ObjectKey key, @Nullable VersionId version, boolean withLayout) {
        var request = LookUpObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(key.value())
                .setWithLayout(withLayout);
        AttributeMessages.ifPresent(version, wanted -> request.setVersionId(wanted.value()));
        return ObjectMessages.resolved(Calls.repeatable(() -> stub.lookUpObject(request.build())));
    }

    @Override
    public Deleted delete(BucketId bucket, Deletion deletion) {
        DeleteObjectRequest request = ObjectMessages.message(bucket, deletion);
        return ObjectMessages.deleted(Calls.once(() -> stub.deleteObject(request)));
    }

    @Override
    public List<DeletionResult> deleteAll(BucketId bucket, List<Deletion> deletions) {
        var request = DeleteObjectsRequest.newBuilder().setBucketId(Uuids.toBytes(bucket.value()));
        deletions.forEach(deletion -> request.addDeletions(ObjectMessages.message(bucket, deletion)));
        var answer = Calls.once(() -> stub.withDeadlineAfter(MANY_DELETIONS.toMillis(), TimeUnit.MILLISECONDS)
                .deleteObjects(request.build()));
        if (answer.getResultsCount() != deletions.size()) {
            throw new IllegalStateException(
                    answer.getResultsCount() + " results for " + deletions.size() + " deletions");
        }
        return answer.getResultsList().stream().map(ObjectMessages::result).toList();
    }

    @Override
    public Committed copy(ObjectCopy copy) {
        CopyObjectRequest request = ObjectMessages.message(copy);
        return ObjectMessages.committed(Calls.repeatable(() -> stub.copyObject(request)));
    }

    @Override
    public VersionId putTags(BucketId bucket, ObjectKey key, @Nullable VersionId version, List<Tag> tags) {
        var request = UpdateObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(key.value())
                .setTags(TagSet.newBuilder().addAllTags(AttributeMessages.messages(tags)));
        AttributeMessages.ifPresent(version, wanted -> request.setVersionId(wanted.value()));
        return new VersionId(
                Calls.repeatable(() -> stub.updateObject(request.build())).getVersionId());
    }

    @Override
    public VersionId hold(BucketId bucket, ObjectKey key, @Nullable VersionId version, Hold hold) {
        var request = UpdateObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(key.value());
        AttributeMessages.ifPresent(version, wanted -> request.setVersionId(wanted.value()));
        GuardMessages.put(request, hold);
        return new VersionId(
                Calls.repeatable(() -> stub.updateObject(request.build())).getVersionId());
    }

    @Override
    public VersionId putAcl(BucketId bucket, ObjectKey key, @Nullable VersionId version, @Nullable Acl acl) {
        var request = UpdateObjectRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(key.value())
                .setAcl(acl == null ? "" : AclText.of(acl));
        AttributeMessages.ifPresent(version, wanted -> request.setVersionId(wanted.value()));
        return new VersionId(
                Calls.repeatable(() -> stub.updateObject(request.build())).getVersionId());
    }

    @Override
    public List<DonePart> parts(BucketId bucket, ObjectKey key, @Nullable VersionId version) {
        var request = DescribePartsRequest.newBuilder()
                .setBucketId(Uuids.toBytes(bucket.value()))
                .setKey(key.value());
        AttributeMessages.ifPresent(version, wanted -> request.setVersionId(wanted.value()));
        return Calls.repeatable(() -> stub.describeParts(request.build())).getPartsList().stream()
                .map(part -> new DonePart(
                        part.getPartNumber(), part.getSize(), LayoutMessages.checksums(part.getChecksumsList())))
                .toList();
    }

    @Override
    public ObjectPage list(ListQuery query) {
        ListObjectsRequest request = ListObjectsRequest.newBuilder()
                .setBucketId(Uuids.toBytes(query.bucket().value()))
                .setPrefix(query.prefix())
                .setDelimiter(query.delimiter())
                .setAfter(query.after())
                .setLimit(query.limit())
                .build();
        var answer = Calls.repeatable(() -> stub.listObjects(request));
        return new ObjectPage(
                answer.getEntriesList().stream().map(ObjectMessages::entry).toList(),
                answer.getMore(),
                answer.getNextAfter());
    }

    @Override
    public VersionPage listVersions(VersionQuery query) {
        ListVersionsRequest request = ListVersionsRequest.newBuilder()
                .setBucketId(Uuids.toBytes(query.bucket().value()))
                .setPrefix(query.prefix())
                .setDelimiter(query.delimiter())
                .setKeyMarker(query.keyMarker())
                .setVersionIdMarker(query.versionMarker())
                .setLimit(query.limit())
                .build();
        var answer = Calls.repeatable(() -> stub.listVersions(request));
        return new VersionPage(
                answer.getEntriesList().stream().map(ObjectMessages::entry).toList(),
                answer.getMore(),
                answer.getNextKeyMarker(),
                answer.getNextVersionIdMarker());
    }
}
