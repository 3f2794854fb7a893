package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Tenant;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/**
 * Who the client believes owns a bucket. Callers reach the buckets of their own tenant only, so whoever believes in another
 * owner is mistaken about the bucket.
 */
public final class ExpectedOwner {
    private ExpectedOwner() {}

    public static void require(S3Call call) {
        require(call, "x-amz-expected-bucket-owner");
    }

    public static void requireOfSource(S3Call call) {
        require(call, "x-amz-source-expected-bucket-owner");
    }

    private static void require(S3Call call, String header) {
        call.header(header).ifPresent(expected -> {
            boolean right = call.caller() instanceof Caller.App app && names(expected, app.tenant());
            if (!right) {
                throw new S3Error(S3ErrorCode.ACCESS_DENIED);
            }
        });
    }

    private static boolean names(String expected, Tenant owner) {
        return expected.equals(owner.canonicalId())
                || expected.equals(owner.id().toString())
                || expected.equals(owner.name());
    }
}
