package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** The bucket as it is now. Who asks for a setting has often just changed it through another gateway, so no cache answers. */
final class CurrentBucket {
    private final BucketDirectory buckets;

    CurrentBucket(BucketDirectory buckets) {
        this.buckets = buckets;
    }

    Bucket of(S3Request.OfBucket request) {
        return buckets.findAnew(request.bucket().name())
                .filter(found -> found.isOwnedBy(request.bucket().tenant()))
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", request.bucket().name().value()));
    }
}
