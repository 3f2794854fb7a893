package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;

/**
 * A request that was parsed, authenticated and allowed. Its kind follows from its operation's {@link Level}: a handler of
 * objects is never given a request without a key.
 */
public sealed interface S3Request {
    S3Call call();

    /** About the account: no bucket is named. */
    record OfAccount(S3Call call) implements S3Request {}

    /** About a bucket that need not exist. */
    record OfNewBucket(S3Call call, BucketName name) implements S3Request {}

    /** About a bucket that exists. */
    record OfBucket(S3Call call, Bucket bucket) implements S3Request {}

    /** About an object, that may exist or not, in a bucket that exists. */
    record OfObject(S3Call call, Bucket bucket, ObjectKey key) implements S3Request {
        public Resource.OfObject resource() {
            return new Resource.OfObject(bucket, key);
        }
    }
}
