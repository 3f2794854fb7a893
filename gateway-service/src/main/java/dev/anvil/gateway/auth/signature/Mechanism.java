package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;

/** How a request says who it is from. */
enum Mechanism {
    NONE,
    HEADER,
    OLD_HEADER,
    QUERY,
    OLD_QUERY;

    static Mechanism of(SignedRequest request) {
        String authorization =
                request.headers().first("authorization").orElse("").strip();
        Mechanism query = inQuery(request.parameters());
        if (authorization.isEmpty()) {
            return query;
        }
        if (query != NONE) {
            throw invalidArgument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or"
                            + " the Authorization header should be specified",
                    authorization);
        }
        if (authorization.startsWith(Presigned.ALGORITHM_NAME + " ")) {
            return HEADER;
        }
        if (authorization.startsWith(OldAuthorizationHeader.SCHEME)) {
            return OLD_HEADER;
        }
        throw authorization.startsWith("AWS")
                ? new S3Error(S3ErrorCode.UNSUPPORTED_SIGNATURE)
                : invalidArgument("Unsupported Authorization Type", authorization);
    }

    private static Mechanism inQuery(Parameters parameters) {
        if (parameters.contains(Presigned.ALGORITHM) || parameters.contains(Presigned.SIGNATURE)) {
            return QUERY;
        }
        return PresignedOldStyle.isIn(parameters) ? OLD_QUERY : NONE;
    }

    private static S3Error invalidArgument(String message, String authorization) {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", "Authorization")
                .with("ArgumentValue", authorization);
    }
}
