package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Whether a bucket is there and may be used. Clients ask right after making or deleting one, so no cache answers. */
final class HeadBucketHandler implements S3Handler.OfBucket {
    private final BucketDirectory buckets;

    HeadBucketHandler(BucketDirectory buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.HEAD_BUCKET;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        Bucket bucket = buckets.findAnew(request.bucket().name())
                .filter(found -> found.isOwnedBy(request.bucket().tenant()))
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET));
        return S3Response.ok()
                .header("x-amz-bucket-region", bucket.region().value())
                .header("x-amz-access-point-alias", "false");
    }
}
