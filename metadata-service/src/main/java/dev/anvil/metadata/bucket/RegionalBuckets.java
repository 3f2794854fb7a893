package dev.anvil.metadata.bucket;

import dev.anvil.model.BucketId;

/** A bucket's row in its region: what object commits consult. Every operation may be repeated. */
public interface RegionalBuckets {
    /** Opens the bucket for objects. Does nothing when it exists already. */
    void create(BucketId bucket, Versioning versioning);

    /**
     * Closes the bucket for good if no version and no delete marker is left in it; uploads that were begun end with it.
     * Commits that run at the same time either come first, and then it is not empty, or are refused.
     *
     * @return true if the bucket is closed now, also when it was before or never existed
     */
    boolean markDeletedIfEmpty(BucketId bucket);

    /** @return false if the bucket is not open */
    boolean setVersioning(BucketId bucket, Versioning versioning);

    /** True only of a bucket that was closed, never of one that is unknown: on its word a name is given away. */
    boolean isClosed(BucketId bucket);
}
