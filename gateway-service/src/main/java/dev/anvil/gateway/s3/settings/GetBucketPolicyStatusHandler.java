package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Whether a bucket is public, by its policy or by its list. */
final class GetBucketPolicyStatusHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetBucketPolicyStatusHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_POLICY_STATUS;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        boolean isPublic = BucketRules.of(buckets.of(request)).arePublic();
        return S3Response.ok()
                .xml(xml -> xml.openRoot("PolicyStatus")
                        .element("IsPublic", isPublic)
                        .close());
    }
}
