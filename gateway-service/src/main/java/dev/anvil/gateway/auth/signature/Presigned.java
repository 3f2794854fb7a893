package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Reads the signature of a presigned URL, which also says how long it is good. */
final class Presigned {
    static final String ALGORITHM = "X-Amz-Algorithm";
    static final String ALGORITHM_NAME = "AWS4-HMAC-SHA256";
    static final String SIGNATURE = "X-Amz-Signature";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final long MAX_EXPIRES_SECONDS = 604_800;

    private Presigned() {}

    static Claim parse(Parameters parameters) {
        if (!ALGORITHM_NAME.equals(required(parameters, ALGORITHM))) {
            throw refused("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
        }
        String credential = required(parameters, CREDENTIAL);
        int slash = credential.indexOf('/');
        Scope scope = Scope.parse(credential.substring(slash + 1))
                .filter(parsed -> slash > 0)
                .orElseThrow(
                        () -> refused("Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; "
                                + "expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        AmzDate date = AmzDate.parse(required(parameters, DATE))
                .orElseThrow(() -> refused("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\""));
        // Said here, because a bad value is refused before anything is looked up.
        expires(parameters);
        return new Claim(
                credential.substring(0, slash),
                scope,
                List.of(required(parameters, SIGNED_HEADERS)
                        .toLowerCase(Locale.ROOT)
                        .split(";", -1)),
                required(parameters, SIGNATURE),
                date,
                Claim.Kind.QUERY);
    }

    static Duration expires(Parameters parameters) {
        long seconds;
        try {
            seconds = Long.parseLong(required(parameters, EXPIRES));
        } catch (NumberFormatException e) {
            throw refused("X-Amz-Expires should be a number");
        }
        if (seconds < 0) {
            throw outOfRange("X-Amz-Expires must be non-negative");
        }
        if (seconds > MAX_EXPIRES_SECONDS) {
            throw outOfRange(
                    "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                            + " than 604800 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    static void checkTime(AmzDate date, Duration expires, Instant now, Duration skew) {
        if (date.instant().isAfter(now.plus(skew))) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED, "Request is not yet valid");
        }
        Instant end = date.instant().plus(expires);
        if (now.isAfter(end)) {
            throw new S3Error(S3ErrorCode.ACCESS_DENIED, "Request has expired")
                    .with(EXPIRES, String.valueOf(expires.toSeconds()))
                    .with("Expires", end.toString())
                    .with("ServerTime", now.toString());
        }
    }

    static S3Error refused(String message) {
        return new S3Error(S3ErrorCode.AUTHORIZATION_QUERY_PARAMETERS_ERROR, message);
    }

    /** Well-formed, but for a time that nobody may grant. */
    private static S3Error outOfRange(String message) {
        return new S3Error(S3ErrorCode.ACCESS_DENIED, message);
    }

    private static String required(Parameters parameters, String name) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            throw refused("Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
                    + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }
        return value;
    }
}
