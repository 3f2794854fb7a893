package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;
import java.time.Instant;
import java.util.List;

/**
 * A URL presigned by signature version 2. AWS CLI and boto3 still make such URLs, by default, in the region {@code us-east-1}.
 */
record PresignedOldStyle(String accessKeyId, String signature, long expires) {
    static final String ACCESS_KEY_ID = "AWSAccessKeyId";
    static final String SIGNATURE = "Signature";
    static final String EXPIRES = "Expires";

    static boolean isIn(Parameters parameters) {
        return parameters.contains(SIGNATURE) && parameters.contains(ACCESS_KEY_ID);
    }

    static PresignedOldStyle parse(Parameters parameters) {
        long expires;
        try {
            expires = Long.parseLong(parameters.first(EXPIRES).orElse(""));
        } catch (NumberFormatException e) {
            throw new S3Error(
                    S3ErrorCode.ACCESS_DENIED,
                    "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters;"
                            + " Expires counts seconds since 1970.");
        }
        OldStringToSign.refuseUncovered(parameters);
        return new PresignedOldStyle(
                parameters.first(ACCESS_KEY_ID).orElse(""),
                parameters.first(SIGNATURE).orElse(""),
                expires);
    }

    void checkTime(Instant now) {
        if (now.getEpochSecond() > expires) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with("Expires", Instant.ofEpochSecond(expires).toString())
                    .with("ServerTime", now.toString());
        }
    }

    List<String> stringsToSign(SignedRequest request) {
        return OldStringToSign.of(request, String.valueOf(expires));
    }
}
