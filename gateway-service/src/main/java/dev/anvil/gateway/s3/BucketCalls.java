package dev.anvil.gateway.s3;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.runtime.failure.ServiceFailure;
import java.util.function.Function;

/**
 * Asks the catalogue about what is in a bucket. A bucket that was deleted and made again has another id; who still has the
 * old one from a cache finds that out here, and asks once more with the new one.
 */
public final class BucketCalls {
    private static final String GONE = "NO_SUCH_BUCKET";

    private final BucketDirectory buckets;

    public BucketCalls(BucketDirectory buckets) {
        this.buckets = buckets;
    }

    public <T> T on(Bucket bucket, Function<Bucket, T> call) {
        try {
            return call.apply(bucket);
        } catch (ServiceFailure e) {
            if (!e.reason().equals(GONE)) {
                throw e;
            }
            return call.apply(successor(bucket));
        }
    }

    private Bucket successor(Bucket gone) {
        Bucket fresh = buckets.findAnew(gone.name())
                .filter(found -> !found.id().equals(gone.id()))
                .orElseThrow(() -> new S3Error(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", gone.name().value()));
        // What was allowed was allowed in the bucket of another owner.
        if (!fresh.isOwnedBy(gone.tenant())) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED);
        }
        return fresh;
    }
}
