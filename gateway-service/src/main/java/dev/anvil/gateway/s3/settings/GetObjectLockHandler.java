package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Whether and how a bucket holds its objects. */
final class GetObjectLockHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetObjectLockHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_LOCK_CONFIGURATION;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        Bucket bucket = buckets.of(request);
        String document = bucket.setting(BucketSetting.OBJECT_LOCK)
                .orElseThrow(() -> new S3Error(S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND)
                        .with("BucketName", bucket.name().value()));
        return S3Response.ok().header("Content-Type", "application/xml").text(document);
    }
}
