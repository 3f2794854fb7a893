package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;

final class GetBucketAclHandler implements S3Handler.OfBucket {
    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        return OwnerAcl.answer(request.call().app().tenant());
    }
}
