package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.acl.Acl;
import dev.anvil.gateway.auth.BucketRules;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.AclXml;

/** Who may what with a bucket: where lists mean nothing, its owner everything. */
final class GetBucketAclHandler implements S3Handler.OfBucket {
    private final CurrentBucket buckets;

    GetBucketAclHandler(CurrentBucket buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.GET_BUCKET_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        Bucket bucket = buckets.of(request);
        BucketRules rules = BucketRules.of(bucket);
        return AclXml.answer(rules.listsMeanNothing() ? Acl.privateTo(BucketRules.owner(bucket)) : rules.acl());
    }
}
