package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.AclXml;

/** Who may what with an object: where lists mean nothing, its bucket's owner everything. */
final class GetObjectAclHandler implements S3Handler.OfObject {
    private final ObjectLookup lookup;
    private final AccessCheck access;

    GetObjectAclHandler(ObjectLookup lookup, AccessCheck access) {
        this.lookup = lookup;
        this.access = access;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_OBJECT_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfObject request) {
        Acl acl = lookup.find(request, false).attributes().acl();
        return AclXml.answer(
                acl == null || access.rulesOf(request.bucket()).listsMeanNothing()
                        ? Acl.privateTo(BucketRules.owner(request.bucket()))
                        : acl);
    }
}
