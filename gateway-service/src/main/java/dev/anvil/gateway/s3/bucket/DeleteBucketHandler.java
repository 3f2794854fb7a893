package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Deletes a bucket that is empty. */
final class DeleteBucketHandler implements S3Handler.OfBucket {
    private final BucketCatalogue buckets;
    private final ChangeListeners changes;

    DeleteBucketHandler(BucketCatalogue buckets, ChangeListeners changes) {
        this.buckets = buckets;
        this.changes = changes;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.DELETE_BUCKET;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        try {
            buckets.delete(request.bucket().name(), request.bucket().tenant());
        } finally {
            // Also when nothing is known of the outcome: a cache that is dropped for nothing costs one look-up.
            changes.bucketChanged(request.bucket().name());
        }
        return S3Response.noContent();
    }
}
