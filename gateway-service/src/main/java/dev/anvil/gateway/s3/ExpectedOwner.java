package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.auth.Caller;
import dev.anvil.gateway.catalogue.Bucket;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;

/** Who the client believes owns a bucket. Whoever believes in another owner is mistaken about the bucket. */
public final class ExpectedOwner {
    private ExpectedOwner() {}

    public static void require(S3Request request) {
        switch (request) {
            case S3Request.OfAccount account -> {
                // No bucket, no owner.
            }
            case S3Request.OfNewBucket toBeMade -> {
                // It is going to be the caller's.
            }
            case S3Request.OfBucket of -> require(of.call(), of.bucket(), "x-amz-expected-bucket-owner");
            case S3Request.OfObject of -> require(of.call(), of.bucket(), "x-amz-expected-bucket-owner");
        }
    }

    public static void requireOfSource(S3Call call, Bucket source) {
        require(call, source, "x-amz-source-expected-bucket-owner");
    }

    private static void require(S3Call call, Bucket bucket, String header) {
        call.header(header).ifPresent(expected -> {
            if (!names(expected, bucket, call.caller())) {
                throw new S3Error(S3ErrorCode.ACCESS_DENIED);
            }
        });
    }

    /** The owner by its ids, or by its own name for itself. */
    private static boolean names(String expected, Bucket bucket, Caller caller) {
        return expected.equals(bucket.ownerId())
                || expected.equals(bucket.tenant().toString())
                || caller instanceof Caller.App app
                        && Authorizer.isOwn(app, bucket)
                        && expected.equals(app.tenant().name());
    }
}
