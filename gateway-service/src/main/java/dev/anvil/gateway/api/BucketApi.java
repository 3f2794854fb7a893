package dev.anvil.gateway.api;

import dev.anvil.api.v1.BucketServiceGrpc.BucketServiceImplBase;
import dev.anvil.api.v1.CreateBucketRequest;
import dev.anvil.api.v1.CreateBucketResponse;
import dev.anvil.api.v1.DeleteBucketRequest;
import dev.anvil.api.v1.DeleteBucketResponse;
import dev.anvil.api.v1.ListBucketsRequest;
import dev.anvil.api.v1.ListBucketsResponse;
import dev.anvil.api.v1.SetPublicAccessRequest;
import dev.anvil.api.v1.SetPublicAccessResponse;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketPage;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.catalogue.NewBucket;
import dev.anvil.gateway.s3.header.PageToken;
import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import io.grpc.stub.StreamObserver;
import java.util.Map;

/** Makes, lists and deletes buckets. */
final class BucketApi extends BucketServiceImplBase {
    private static final int MAX_PAGE = 1000;

    private final BucketCatalogue catalogue;
    private final ApiBuckets buckets;
    private final Authorizer authorizer;
    private final ChangeListeners changes;
    private final RegionName region;

    BucketApi(
            BucketCatalogue catalogue,
            ApiBuckets buckets,
            Authorizer authorizer,
            ChangeListeners changes,
            RegionName region) {
        this.catalogue = catalogue;
        this.buckets = buckets;
        this.authorizer = authorizer;
        this.changes = changes;
        this.region = region;
    }

    @Override
    public void createBucket(CreateBucketRequest request, StreamObserver<CreateBucketResponse> observer) {
        Answers.answer(observer, () -> {
            ApiCaller caller = ApiCaller.current();
            BucketName name = new BucketName(request.getBucketName());
            caller.require(authorizer, Action.BUCKET_CREATE, new Resource.NewBucket(name));
            requireOurRegion(request.getRegion());
            catalogue.create(new NewBucket(name, caller.credential().tenant().id(), region, Map.of()));
            changes.bucketChanged(name);
            return CreateBucketResponse.getDefaultInstance();
        });
    }

    private void requireOurRegion(String asked) {
        if (!asked.isEmpty() && !asked.equals(region.value())) {
            throw ServiceFailure.invalid(
                    "this gateway makes buckets in region '" + region + "'; ask a gateway of '" + asked + "'");
        }
    }

    @Override
    public void deleteBucket(DeleteBucketRequest request, StreamObserver<DeleteBucketResponse> observer) {
        Answers.answer(observer, () -> {
            Bucket bucket = buckets.bucket(ApiCaller.current(), Action.BUCKET_DELETE, request.getBucketName());
            try {
                catalogue.delete(bucket.name(), bucket.tenant());
            } finally {
                changes.bucketChanged(bucket.name());
            }
            return DeleteBucketResponse.getDefaultInstance();
        });
    }

    @Override
    public void setPublicAccess(SetPublicAccessRequest request, StreamObserver<SetPublicAccessResponse> observer) {
        Answers.answer(observer, () -> {
            Bucket bucket = buckets.bucket(ApiCaller.current(), Action.BUCKET_WRITE, request.getBucketName());
            if (request.getPublic() && authorizer.rulesOf(bucket).block().blockPublicPolicy()) {
                throw new ServiceFailure(
                        ServiceFailure.Kind.DENIED,
                        "ACCESS_DENIED",
                        "the public access block of bucket '" + bucket.name() + "' keeps it from becoming public");
            }
            try {
                catalogue.putSetting(
                        bucket.name(),
                        BucketSetting.PUBLIC_ACCESS,
                        request.getPublic() ? BucketRules.PUBLIC_READ : null);
            } finally {
                changes.bucketChanged(bucket.name());
            }
            return SetPublicAccessResponse.getDefaultInstance();
        });
    }

    @Override
    public void listBuckets(ListBucketsRequest request, StreamObserver<ListBucketsResponse> observer) {
        Answers.answer(observer, () -> list(ApiCaller.current(), request));
    }

    private ListBucketsResponse list(ApiCaller caller, ListBucketsRequest request) {
        caller.require(authorizer, Action.BUCKET_LIST, new Resource.Account());
        int limit = request.getPageSize() <= 0 ? MAX_PAGE : Math.min(request.getPageSize(), MAX_PAGE);
        BucketPage page = catalogue.list(
                caller.credential().tenant().id(),
                request.getPrefix(),
                PageToken.decode(request.getPageToken()),
                limit);
        var answer = ListBucketsResponse.newBuilder();
        for (Bucket bucket : page.buckets()) {
            if (caller.allows(authorizer, Action.BUCKET_LIST, new Resource.OfBucket(bucket))) {
                answer.addBuckets(dev.anvil.api.v1.Bucket.newBuilder()
                        .setName(bucket.name().value())
                        .setCreated(Times.message(bucket.created()))
                        .setRegion(bucket.region().value()));
            }
        }
        if (page.more()) {
            answer.setNextPageToken(
                    PageToken.encode(page.buckets().getLast().name().value()));
        }
        return answer.build();
    }
}
