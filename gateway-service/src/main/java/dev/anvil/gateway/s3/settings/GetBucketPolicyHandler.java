package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Gives the policy back, character by character as it was put. */
final class GetBucketPolicyHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetBucketPolicyHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String policy = buckets.of(request)
                .setting(BucketSetting.POLICY)
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET_POLICY)
                        .with("BucketName", request.bucket().name().value()));
        return S3Response.ok().header("Content-Type", "application/json").text(policy);
    }
}
