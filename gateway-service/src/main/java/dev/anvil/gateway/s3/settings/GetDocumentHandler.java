package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;

/** Gives a setting back as it was put. */
final class GetDocumentHandler implements S3Handler.OfBucket {
    private final DocumentSetting document;
    private final CurrentBucket buckets;

    GetDocumentHandler(DocumentSetting document, CurrentBucket buckets) {
        this.document = document;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return document.get();
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        Bucket bucket = buckets.of(request);
        String text = bucket.setting(document.setting())
                .orElseThrow(() -> new S3Error(document.missing())
                        .with("BucketName", bucket.name().value()));
        return S3Response.ok().header("Content-Type", "application/xml").text(text);
    }
}
