package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.policy.BucketPolicy;
import dev.anvil.gateway.policy.MalformedPolicy;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;

/** Puts a policy, if it is one, and if the bucket may become as public as it says. */
final class PutBucketPolicyHandler implements S3Handler.OfBucket {
    private final SettingStore settings;
    private final CurrentBucket buckets;

    PutBucketPolicyHandler(SettingStore settings, CurrentBucket buckets) {
        this.settings = settings;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_BUCKET_POLICY;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        String document = new String(settings.body(request), StandardCharsets.UTF_8);
        Bucket bucket = buckets.of(request);
        BucketPolicy policy = parse(document, bucket);
        if (BucketRules.of(bucket).block().blockPublicPolicy() && policy.isPublic()) {
            throw new S3Error(
                    S3ErrorCode.ACCESS_DENIED,
                    "The policy would make the bucket public, which its public access block forbids.");
        }
        settings.put(request, BucketSetting.POLICY, document);
        return S3Response.noContent();
    }

    private static BucketPolicy parse(String document, Bucket bucket) {
        try {
            return BucketPolicy.parse(document, bucket.name().value());
        } catch (MalformedPolicy e) {
            throw new S3Error(S3ErrorCode.MALFORMED_POLICY, e.sentence());
        }
    }
}
