package dev.anvil.metadata.rpc;

import dev.anvil.metadata.listing.ObjectListings;
import dev.anvil.metadata.listing.PageLimit;
import dev.anvil.metadata.object.ObjectAcls;
import dev.anvil.metadata.object.ObjectCommits;
import dev.anvil.metadata.object.ObjectDeletions;
import dev.anvil.metadata.object.ObjectHolds;
import dev.anvil.metadata.object.ObjectLookups;
import dev.anvil.metadata.object.ObjectParts;
import dev.anvil.metadata.object.ObjectTags;
import dev.anvil.metadata.v1.CommitObjectRequest;
import dev.anvil.metadata.v1.CommitObjectResponse;
import dev.anvil.metadata.v1.CopyObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectRequest;
import dev.anvil.metadata.v1.DeleteObjectResponse;
import dev.anvil.metadata.v1.DeleteObjectsRequest;
import dev.anvil.metadata.v1.DeleteObjectsResponse;
import dev.anvil.metadata.v1.DescribePartsRequest;
import dev.anvil.metadata.v1.DescribePartsResponse;
import dev.anvil.metadata.v1.ListObjectsRequest;
import dev.anvil.metadata.v1.ListObjectsResponse;
import dev.anvil.metadata.v1.ListVersionsRequest;
import dev.anvil.metadata.v1.ListVersionsResponse;
import dev.anvil.metadata.v1.LookUpObjectRequest;
import dev.anvil.metadata.v1.ObjectCatalogueGrpc;
import dev.anvil.metadata.v1.ObjectVersion;
import dev.anvil.metadata.v1.UpdateObjectRequest;
import dev.anvil.metadata.v1.UpdateObjectResponse;
import dev.anvil.model.BucketId;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.StreamObserver;
import java.util.stream.Stream;

/** Objects of the region. */
final class ObjectCatalogueService extends ObjectCatalogueGrpc.ObjectCatalogueImplBase {
    private final ObjectCommits commits;
    private final ObjectLookups lookups;
    private final ObjectDeletions deletions;
    private final ObjectTags tags;
    private final ObjectAcls acls;
    private final ObjectHolds holds;
    private final ObjectParts parts;
    private final ObjectListings listings;

    ObjectCatalogueService(
            ObjectCommits commits,
            ObjectLookups lookups,
            ObjectDeletions deletions,
            ObjectTags tags,
            ObjectAcls acls,
            ObjectHolds holds,
            ObjectParts parts,
            ObjectListings listings) {
        this.commits = commits;
        this.lookups = lookups;
        this.deletions = deletions;
        this.tags = tags;
        this.acls = acls;
        this.holds = holds;
        this.parts = parts;
        this.listings = listings;
    }

    @Override
    public void commitObject(CommitObjectRequest request, StreamObserver<CommitObjectResponse> observer) {
        Answer.with(observer, ObjectMessages.message(commits.commit(ObjectMessages.commit(request))));
    }

    @Override
    public void lookUpObject(LookUpObjectRequest request, StreamObserver<ObjectVersion> observer) {
        Answer.with(
                observer,
                ObjectMessages.message(lookups.lookUp(
                        IdBytes.bucket(request.getBucketId()),
                        new ObjectKey(request.getKey()),
                        request.hasVersionId() ? new VersionId(request.getVersionId()) : null,
                        request.getWithLayout())));
    }

    @Override
    public void deleteObject(DeleteObjectRequest request, StreamObserver<DeleteObjectResponse> observer) {
        Answer.with(
                observer,
                ObjectMessages.message(
                        deletions.delete(IdBytes.bucket(request.getBucketId()), ObjectMessages.deletion(request))));
    }

    @Override
    public void deleteObjects(DeleteObjectsRequest request, StreamObserver<DeleteObjectsResponse> observer) {
        PageLimit.require(request.getDeletionsCount());
        DeleteObjectsResponse.Builder answer = DeleteObjectsResponse.newBuilder();
        deletions
                .deleteAll(
                        IdBytes.bucket(request.getBucketId()),
                        request.getDeletionsList().stream()
                                .map(ObjectMessages::deletion)
                                .toList())
                .forEach(result -> answer.addResults(ObjectMessages.message(result)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void copyObject(CopyObjectRequest request, StreamObserver<CommitObjectResponse> observer) {
        Answer.with(observer, ObjectMessages.message(commits.copy(ObjectMessages.copy(request))));
    }

    @Override
    public void updateObject(UpdateObjectRequest request, StreamObserver<UpdateObjectResponse> observer) {
        boolean holds = request.hasRetention() || request.hasLegalHold();
        if (Stream.of(holds, request.hasTags(), request.hasAcl())
                        .filter(one -> one)
                        .count()
                != 1) {
            throw ServiceFailure.invalid(
                    "an update changes the tags, the access control list, or what holds the version");
        }
        BucketId bucket = IdBytes.bucket(request.getBucketId());
        ObjectKey key = new ObjectKey(request.getKey());
        VersionId version = request.hasVersionId() ? new VersionId(request.getVersionId()) : null;
        if (request.hasAcl()) {
            VersionId listed =
                    acls.put(bucket, key, version, PlainText.of("the access control list", request.getAcl()));
            Answer.with(
                    observer,
                    UpdateObjectResponse.newBuilder()
                            .setVersionId(listed.value())
                            .build());
            return;
        }
        VersionId changed = holds
                ? this.holds.put(bucket, key, version, GuardMessages.hold(request))
                : tags.put(
                        bucket,
                        key,
                        version,
                        AttributeMessages.tags(request.getTags().getTagsList()));
        Answer.with(
                observer,
                UpdateObjectResponse.newBuilder().setVersionId(changed.value()).build());
    }

    @Override
    public void describeParts(DescribePartsRequest request, StreamObserver<DescribePartsResponse> observer) {
        DescribePartsResponse.Builder answer = DescribePartsResponse.newBuilder();
        parts.of(
                        IdBytes.bucket(request.getBucketId()),
                        new ObjectKey(request.getKey()),
                        request.hasVersionId() ? new VersionId(request.getVersionId()) : null)
                .forEach(part -> answer.addParts(ObjectMessages.message(part)));
        Answer.with(observer, answer.build());
    }

    @Override
    public void listObjects(ListObjectsRequest request, StreamObserver<ListObjectsResponse> observer) {
        Answer.with(observer, ListingMessages.message(listings.objects(ListingMessages.query(request))));
    }

    @Override
    public void listVersions(ListVersionsRequest request, StreamObserver<ListVersionsResponse> observer) {
        Answer.with(observer, ListingMessages.message(listings.versions(ListingMessages.query(request))));
    }
}
