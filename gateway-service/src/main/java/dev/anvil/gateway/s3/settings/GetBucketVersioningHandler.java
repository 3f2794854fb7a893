package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Versioning;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Whether a bucket keeps versions. One that never did says nothing. */
final class GetBucketVersioningHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetBucketVersioningHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_VERSIONING;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        Versioning versioning = buckets.of(request).versioning();
        return S3Response.ok()
                .xml(xml -> xml.openRoot("VersioningConfiguration")
                        .optional("Status", versioning == Versioning.OFF ? null : versioning.document())
                        .close());
    }
}
