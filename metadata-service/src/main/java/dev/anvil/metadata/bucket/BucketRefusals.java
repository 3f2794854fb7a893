package dev.anvil.metadata.bucket;

import dev.anvil.model.BucketName;
import dev.anvil.model.RegionName;
import dev.anvil.model.TenantId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;

/** The ways in which an operation on buckets can be refused. */
final class BucketRefusals {
    private BucketRefusals() {}

    static ServiceFailure unknown(BucketName name) {
        return new ServiceFailure(Kind.NOT_FOUND, "NO_SUCH_BUCKET", "there is no bucket '" + name + "'");
    }

    static ServiceFailure alreadyOwned(BucketName name) {
        return new ServiceFailure(
                Kind.CONFLICT, "BUCKET_ALREADY_OWNED", "bucket '" + name + "' exists, and the tenant owns it");
    }

    static ServiceFailure exists(BucketName name) {
        return new ServiceFailure(Kind.CONFLICT, "BUCKET_EXISTS", "bucket '" + name + "' exists");
    }

    static ServiceFailure notEmpty(BucketName name) {
        return new ServiceFailure(
                Kind.PRECONDITION,
                "BUCKET_NOT_EMPTY",
                "bucket '" + name
                        + "' is not empty: delete its objects first, and where it was ever versioned their older versions and"
                        + " delete markers");
    }

    static ServiceFailure tooMany(int most) {
        return new ServiceFailure(
                Kind.EXHAUSTED, "TOO_MANY_BUCKETS", "the tenant owns " + most + " buckets, which is the most");
    }

    static ServiceFailure tooManySettings(int most) {
        return new ServiceFailure(
                Kind.EXHAUSTED, "LIMIT_EXCEEDED", "the bucket has " + most + " settings, which is the most");
    }

    static ServiceFailure unknownTenant(TenantId tenant) {
        return new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no tenant " + tenant);
    }

    static ServiceFailure unknownRegion(RegionName region) {
        return new ServiceFailure(Kind.INVALID, "INVALID_ARGUMENT", "there is no region '" + region + "'");
    }

    static ServiceFailure otherRegion(RegionName region) {
        return new ServiceFailure(
                Kind.INVALID,
                "INVALID_ARGUMENT",
                "this metadata service does not serve region '" + region + "'; ask one of that region");
    }

    static ServiceFailure concurrent(BucketName name) {
        return new ServiceFailure(
                Kind.CONFLICT, "CONFLICT", "bucket '" + name + "' was changed at the same time; try again");
    }
}
