package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Gives an upload up, with all its parts. */
final class AbortMultipartUploadHandler implements S3Handler.OfObject {
    private final UploadCatalogue uploads;
    private final BucketCalls buckets;

    AbortMultipartUploadHandler(UploadCatalogue uploads, BucketCalls buckets) {
        this.uploads = uploads;
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.ABORT_MULTIPART_UPLOAD;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        return buckets.on(request.bucket(), bucket -> {
            uploads.abort(UploadParameter.in(bucket, request));
            return S3Response.noContent();
        });
    }
}
