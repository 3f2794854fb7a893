package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.Versioning;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.lock.BucketLock;

/** Says how a bucket holds its objects. Only who keeps every version can promise that none is lost. */
final class PutObjectLockHandler implements S3Handler.OfBucket {
    private final SettingStore settings;
    private final CurrentBucket buckets;

    PutObjectLockHandler(SettingStore settings, CurrentBucket buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_LOCK_CONFIGURATION;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        byte[] document = settings.body(request);
        if (document.length == 0) {
            throw new S3Error(S3ErrorCode.MISSING_REQUEST_BODY);
        }
        BucketLock lock = BucketLock.parse(document);
        if (buckets.of(request).versioning() != Versioning.ENABLED) {
            throw new S3Error(
                    S3ErrorCode.INVALID_BUCKET_STATE,
                    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }
        settings.put(request, BucketSetting.OBJECT_LOCK, lock.document());
        return S3Response.ok();
    }
}
