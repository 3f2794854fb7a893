package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.catalogue.UploadId;
import dev.anvil.gateway.catalogue.UploadRef;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.NumberParameter;

/** The upload that a request is about, and the part of it. */
final class UploadParameter {
    private UploadParameter() {}

    static UploadId id(S3Call call) {
        String id = call.parameter("uploadId").orElse("");
        if (!UploadId.isValid(id)) {
            throw new S3Error(S3ErrorCode.NO_SUCH_UPLOAD).with("UploadId", id);
        }
        return new UploadId(id);
    }

    static UploadRef in(Bucket bucket, S3Request.OfObject request) {
        return new UploadRef(bucket.id(), request.key(), id(request.call()));
    }

    static int partNumber(S3Call call) {
        return NumberParameter.of(call, "partNumber", 1, UploadCatalogue.MAX_PARTS)
                .orElseThrow(() -> new S3Error(S3ErrorCode.INVALID_ARGUMENT).with("ArgumentName", "partNumber"));
    }
}
