package dev.anvil.gateway.s3;

import java.io.IOException;

/** Serves one operation. Refusals and failures are thrown as S3Error or ServiceFailure; a handler never writes them itself. */
public sealed interface S3Handler {
    S3Operation operation();

    /** Serves an operation on the account. */
    non-sealed interface OfAccount extends S3Handler {
        S3Response handle(S3Request.OfAccount request) throws IOException;
    }

    /** Serves an operation on a bucket that need not exist. */
    non-sealed interface OfNewBucket extends S3Handler {
        S3Response handle(S3Request.OfNewBucket request) throws IOException;
    }

    /** Serves an operation on a bucket. */
    non-sealed interface OfBucket extends S3Handler {
        S3Response handle(S3Request.OfBucket request) throws IOException;
    }

    /** Serves an operation on an object. */
    non-sealed interface OfObject extends S3Handler {
        S3Response handle(S3Request.OfObject request) throws IOException;
    }
}
