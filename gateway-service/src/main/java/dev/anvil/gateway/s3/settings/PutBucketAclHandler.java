package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.acl.AclText;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.S3Response;
import dev.anvil.gateway.s3.access.WantedAcls;

/** Puts a list in place of the one that a bucket has. */
final class PutBucketAclHandler implements S3Handler.OfBucket {
    private final SettingStore settings;
    private final WantedAcls acls;

    PutBucketAclHandler(SettingStore settings, WantedAcls acls) {
        this.settings = settings;
        this.acls = acls;
    }

    @Override
    public S3Operation operation() {
        return S3Operation.PUT_BUCKET_ACL;
    }

    @Override
    public S3Response handle(S3Request.OfBucket request) {
        settings.put(request, BucketSetting.ACL, AclText.of(acls.ofBucket(request.call(), request.bucket())));
        return S3Response.ok();
    }
}
