package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Takes the policy away. Where there is none there is nothing to do. */
final class DeleteBucketPolicyHandler implements S3Handler.OfBucket {
    private final SettingStore settings;

    DeleteBucketPolicyHandler(SettingStore settings) {
        this.settings = settings;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.DELETE_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        settings.remove(request, BucketSetting.POLICY);
        return S3Response.noContent();
    }
}
