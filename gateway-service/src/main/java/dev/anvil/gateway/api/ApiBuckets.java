package dev.anvil.gateway.api;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;
import dev.anvil.runtime.failure.ServiceFailure;

/** Finds what a call names, and asks whether the caller may. */
final class ApiBuckets {
    /** An object that may exist or not, in a bucket that does. */
    record Target(Bucket bucket, ObjectKey key) {}

    private final BucketDirectory buckets;
    private final Authorizer authorizer;

    ApiBuckets(BucketDirectory buckets, Authorizer authorizer) {
        this.buckets = buckets;
        this.authorizer = authorizer;
    }

    Target object(ApiCaller caller, Action action, String bucketName, String objectKey) {
        ObjectKey key = new ObjectKey(objectKey);
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfObject(bucket, key));
        return new Target(bucket, key);
    }

    Bucket bucket(ApiCaller caller, Action action, String bucketName) {
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfBucket(bucket));
        return bucket;
    }

    Bucket prefix(ApiCaller caller, Action action, String bucketName, String prefix) {
        Bucket bucket = find(bucketName);
        caller.require(authorizer, action, new Resource.OfPrefix(bucket, prefix));
        return bucket;
    }

    private Bucket find(String name) {
        return buckets.find(new BucketName(name))
                .orElseThrow(() -> new ServiceFailure(
                        ServiceFailure.Kind.NOT_FOUND, "NO_SUCH_BUCKET", "there is no bucket '" + name + "'"));
    }
}
