package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.VersionParameter;

/** Brings back what was archived. Nothing ever is, so there is nothing to bring back. */
final class RestoreObjectHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;

    RestoreObjectHandler(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.RESTORE_OBJECT;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        lookup.find(
                request.bucket(),
                request.key(),
                VersionParameter.of(request.call()).orElse(null),
                false);
        throw new S3Error(
                S3ErrorCode.INVALID_OBJECT_STATE, "Restore is not allowed for the object's current storage class");
    }
}
