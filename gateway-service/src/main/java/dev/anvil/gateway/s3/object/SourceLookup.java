package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Resource;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.ExpectedOwner;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.header.CopySource;
import dev.anvil.gateway.s3.header.ReadConditions;

/** Finds what is to be copied, if the caller may read it and it is as the caller wants it. */
public final class SourceLookup {
    /** What is copied, and from where. */
    public record Source(CopySource asked, Bucket bucket, ObjectVersion version) {}

    private final BucketDirectory buckets;
    private final ObjectLookup objects;
    private final Authorizer authorizer;

    public SourceLookup(BucketDirectory buckets, ObjectLookup objects, Authorizer authorizer) {
        this.buckets = buckets;
        this.objects = objects;
        this.authorizer = authorizer;
    }

    public Source find(S3Call call, boolean withLayout) {
        CopySource asked = CopySource.of(call.headers());
        ExpectedOwner.requireOfSource(call);
        Bucket bucket = buckets.find(asked.bucket())
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", asked.bucket().value()));
        authorizer.require(call.caller(), Action.OBJECT_READ, new Resource.OfObject(bucket, asked.key()));
        ObjectVersion version = objects.find(bucket, asked.key(), asked.version(), withLayout);
        // Nothing is answered from a cache here, so "not modified" is a failure like any other.
        if (ReadConditions.ofSource(call.headers()).judge(version.etag(), version.modified())
                != ReadConditions.Verdict.PROCEED) {
            throw new S3Error(S3ErrorCode.PRECONDITION_FAILED);
        }
        return new Source(asked, bucket, version);
    }
}
