package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.settings.AclRequest;

/** Grants a wish for what is the case anyway. */
final class PutObjectAclHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;

    PutObjectAclHandler(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_OBJECT_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        lookup.find(
                request.bucket(),
                request.key(),
                VersionParameter.of(request.call()).orElse(null),
                false);
        AclRequest.requireOwnerOnly(request.call());
        return S3Response.ok();
    }
}
