package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.header.VersionParameter;
import dev.anvil.gateway.s3.settings.OwnerAcl;

/** Who may what with an object: its owner everything. */
final class GetObjectAclHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;

    GetObjectAclHandler(ObjectLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        lookup.find(
                request.bucket(),
                request.key(),
                VersionParameter.of(request.call()).orElse(null),
                false);
        return OwnerAcl.answer(request.call().app().tenant());
    }
}
