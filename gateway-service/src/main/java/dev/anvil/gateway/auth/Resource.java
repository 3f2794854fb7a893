package dev.anvil.gateway.auth;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.model.BucketName;
import dev.anvil.model.ObjectKey;

/** What an action is done to. */
public sealed interface Resource {
    /** The tenant's account as a whole, as in listing its buckets. */
    record Account() implements Resource {}

    /** A bucket that is to be made, and belongs to nobody yet. */
    record NewBucket(BucketName name) implements Resource {}

    record OfBucket(Bucket bucket) implements Resource {}

    /** The keys of a bucket that begin with a prefix, as in listing them. */
    record OfPrefix(Bucket bucket, String prefix) implements Resource {}

    record OfObject(Bucket bucket, ObjectKey key) implements Resource {}
}
