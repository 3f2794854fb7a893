package dev.anvil.gateway.api;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;

/** Finds what a call names, and asks whether the caller may. */
final class ApiBuckets {
    /** An object that may exist or not, in a bucket that does. */
    record Target(Bucket bucket, ObjectKey key) {}

    private final BucketDirectory buckets;
    private final Authorizer authorizer;
    private final RegionName region;

    ApiBuckets(BucketDirectory buckets, Authorizer authorizer, RegionName region) {
        this.region = region;
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    Target object(ApiCaller caller, Action action, String bucketName, String objectKey) {
        ObjectKey key = new ObjectKey(objectKey);
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfObject(bucket, key));
        requireOurRegion(bucket);
        return new Target(bucket, key);
    }

    Bucket bucket(ApiCaller caller, Action action, String bucketName) {
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfBucket(bucket));
        requireOurRegion(bucket);
        return bucket;
    }

    Bucket prefix(ApiCaller caller, Action action, String bucketName, String prefix) {
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfPrefix(bucket, prefix));
        requireOurRegion(bucket);
        return bucket;
    }

    private void requireOurRegion(Bucket bucket) {
        if (!bucket.region().equals(region)) {
            throw new ServiceFailure(
                    ServiceFailure.Kind.PRECONDITION,
                    "WRONG_REGION",
                    "bucket '" + bucket.name() + "' lives in region '" + bucket.region() + "'; ask a gateway there");
        }
    }

    private Bucket find(String name) {
        return buckets.find(new BucketName(name))
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_BUCKET", "there is no bucket '" + name + "'"));
    }
}
