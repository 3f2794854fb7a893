package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

/** Removes what was never there, which succeeds. */
final class DeleteAbsentHandler implements S3Handler.OfBucket {
    private final S3Operation operation;

    DeleteAbsentHandler(S3Operation operation) {
        this.operation = operation;
    }

    @Override
    public S3Operation operation() {
        return operation;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        return S3Response.noContent();
    }
}
