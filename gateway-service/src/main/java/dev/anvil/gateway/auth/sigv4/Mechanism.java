package dev.anvil.gateway.auth.sigv4;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;

/** How a request says who it is from. */
enum Mechanism {
    NONE,
    HEADER,
    QUERY;

    static Mechanism of(SignedRequest request) {
        String authorization =
                request.headers().first("authorization").orElse("").strip();
        boolean query = isInQuery(request.parameters());
        if (authorization.isEmpty()) {
            return query ? QUERY : NONE;
        }
        if (query) {
            throw invalidArgument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or"
                            + " the Authorization header should be specified",
                    authorization);
        }
        if (authorization.startsWith(Presigned.ALGORITHM_NAME + " ")) {
            return HEADER;
        }
        throw authorization.startsWith("AWS")
                ? new S3Error(S3ErrorCode.UNSUPPORTED_SIGNATURE)
                : invalidArgument("Unsupported Authorization Type", authorization);
    }

    private static boolean isInQuery(Parameters parameters) {
        if (parameters.contains("Signature") && parameters.contains("AWSAccessKeyId")) {
            throw new S3Error(S3ErrorCode.UNSUPPORTED_SIGNATURE);
        }
        return parameters.contains(Presigned.ALGORITHM) || parameters.contains(Presigned.SIGNATURE);
    }

    private static S3Error invalidArgument(String message, String authorization) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", "Authorization")
                .with("ArgumentValue", authorization);
    }
}
