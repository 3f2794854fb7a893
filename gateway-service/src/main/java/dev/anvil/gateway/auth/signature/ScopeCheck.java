package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.model.RegionName;

/** Whether a signature was made for us: this region, this service, the day that the request is of. */
record ScopeCheck(RegionName region) {
    void check(Claim claim) {
        Scope scope = claim.scope();
        if (!scope.terminal().equals(Scope.TERMINAL)) {
            throw wrong(claim, "incorrect terminal \"" + scope.terminal() + "\". This endpoint uses \"aws4_request\".");
        }
        if (!scope.service().equals(Scope.SERVICE)) {
            throw wrong(claim, "incorrect service \"" + scope.service() + "\". This endpoint belongs to \"s3\".");
        }
        if (!scope.region().equals(region.value())) {
            throw wrong(claim, "the region '" + scope.region() + "' is wrong; expecting '" + region + "'")
                    .with("Region", region.value())
                    .withHeader("x-amz-bucket-region", region.value());
        }
        if (!scope.day().equals(claim.date().day())) {
            throw wrong(
                    claim,
                    "Invalid credential date \"" + scope.day() + "\". This date is not the same as X-Amz-Date: \""
                            + claim.date().day() + "\".");
        }
    }

    private static S3Error wrong(Claim claim, String what) {
        return switch (claim.kind()) {
            case HEADER -> AuthorizationHeader.malformed(what);
            case QUERY -> Presigned.refused("Error parsing the X-Amz-Credential parameter; " + what);
        };
    }
}
