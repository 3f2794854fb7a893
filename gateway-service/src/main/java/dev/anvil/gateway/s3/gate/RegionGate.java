package dev.anvil.gateway.s3.gate;

import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.S3Request;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.model.RegionName;

/** Sends who asks for a bucket of another region there, as S3 does. Where it is, and what browsers may do, may be asked anywhere. */
final class RegionGate implements RequestGate {
    private final RegionName own;
    private final RegionDirectory regions;

    RegionGate(RegionName own, RegionDirectory regions) {
        this.own = own;
        this.regions = regions;
    }

    @Override
    public void check(S3Request request) {
        switch (request) {
            case S3Request.OfBucket about -> check(about.call().operation(), about.bucket());
            case S3Request.OfObject about -> check(about.call().operation(), about.bucket());
            case S3Request.OfAccount about -> {
                // Buckets of all regions are listed.
            }
            case S3Request.OfNewBucket about -> {
                // Its handler compares the region that is asked for.
            }
        }
    }

    private void check(S3Operation operation, Bucket bucket) {
        if (bucket.region().equals(own) || operation.isAnsweredInAnyRegion()) {
            return;
        }
        S3Error elsewhere = new S3Error(S3ErrorCode.PERMANENT_REDIRECT)
                .with("Bucket", bucket.name().value())
                .withHeader("x-amz-bucket-region", bucket.region().value());
        regions.endpointOf(bucket.region()).ifPresent(endpoint -> elsewhere.with("Endpoint", endpoint));
        throw elsewhere;
    }
}
