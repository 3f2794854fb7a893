package dev.anvil.gateway.s3.gate;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.s3.OwnerPrefix;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Call;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Whoever names a bucket with the tenant in front means that tenant's. */
final class OwnerPrefixGate implements RequestGate {
    private final TenantCatalogue tenants;

    OwnerPrefixGate(TenantCatalogue tenants) {
        this.tenants = tenants;
    }

    @Override
    public void check(S3Request request) {
        switch (request) {
            case S3Request.OfAccount about -> {}
            case S3Request.OfNewBucket about -> {
                String tenant = prefix(about.call());
                if (!tenant.isEmpty()
                        && !tenant.equals(about.call().app().tenant().name())) {
                    throw new S3Error(S3ErrorCode.ACCESS_DENIED);
                }
            }
            case S3Request.OfBucket about -> check(about.call(), about.bucket());
            case S3Request.OfObject about -> check(about.call(), about.bucket());
        }
    }

    private void check(S3Call call, Bucket bucket) {
        if (call.endpoint().host().startsWith(bucket.name() + ".")) {
            // The bucket stands in the host, so what the path holds is a key.
            return;
        }
        String tenant = prefix(call);
        boolean isIts = tenant.isEmpty()
                || tenants.withCanonicalId(bucket.ownerId())
                        .map(Tenant::name)
                        .filter(tenant::equals)
                        .isPresent();
        if (!isIts) {
            throw new S3Error(S3ErrorCode.NO_SUCH_BUCKET).with("BucketName", tenant + ":" + bucket.name());
        }
    }

    /** Most paths hold no colon at all. */
    private static String prefix(S3Call call) {
        String path = call.endpoint().path();
        boolean possible = path.indexOf(':') >= 0 || path.contains("%3A") || path.contains("%3a");
        return possible ? OwnerPrefix.of(call).tenant() : "";
    }
}
