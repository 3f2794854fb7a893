package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Answers that a setting was never put, because nobody can put it yet. */
final class AbsentAnswerHandler implements S3Handler.OfBucket {
    private final S3Operation operation;
    private final S3ErrorCode missing;

    AbsentAnswerHandler(S3Operation operation, S3ErrorCode missing) {
        this.operation = operation;
        this.missing = missing;
    }

    @Override
    public S3Operation operation() {
        return operation;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        throw new S3Error(missing).with("BucketName", request.bucket().name().value());
    }
}
