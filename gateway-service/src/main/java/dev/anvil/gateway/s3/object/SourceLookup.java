package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.ObjectVersion;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.ExpectedOwner;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
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
    private final AccessCheck access;

    public SourceLookup(BucketDirectory buckets, ObjectLookup objects, AccessCheck access) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = access;
    }

    /** For a copy to where the request says. */
    public Source find(S3Request.OfObject request, boolean withLayout) {
        S3Call call = request.call();
        CopySource asked = CopySource.of(call.headers());
        Bucket bucket = buckets.find(asked.bucket())
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", asked.bucket().value()));
        access.admitSource(call, bucket, asked.key(), asked.version() != null);
        ExpectedOwner.requireOfSource(call, bucket);
        requireSameRegion(bucket, request.bucket());
        ObjectVersion version = look(call, bucket, asked, withLayout);
        access.confirmSource(call, bucket, version, asked.version() != null);
        // Nothing is answered from a cache here, so "not modified" is a failure like any other.
        if (ReadConditions.ofSource(call.headers()).judge(version.etag(), version.modified())
                != ReadConditions.Verdict.PROCEED) {
            throw new S3Error(S3ErrorCode.PRECONDITION_FAILED);
        }
        return new Source(asked, bucket, version);
    }

    /** What a copy refers to lies in the catalogue and on the drives of one region. */
    private static void requireSameRegion(Bucket source, Bucket destination) {
        if (!source.region().equals(destination.region())) {
            throw new S3Error(
                    S3ErrorCode.NOT_IMPLEMENTED,
                    "The copy source lives in the region " + source.region() + " and the destination in "
                            + destination.region()
                            + ". Nothing is copied between regions: get the object there and put it here.");
        }
    }

    private ObjectVersion look(S3Call call, Bucket bucket, CopySource asked, boolean withLayout) {
        try {
            return objects.find(bucket, asked.key(), asked.version(), withLayout);
        } catch (S3Error e) {
            throw e.code() == S3ErrorCode.NO_SUCH_KEY || e.code() == S3ErrorCode.NO_SUCH_VERSION
                    ? access.missingSource(call, bucket, asked.key(), e)
                    : e;
        }
    }
}
