package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code AWS access-key-id:signature}, signature version 2 in a header, which old clients make and none should make anew. */
record OldAuthorizationHeader(String accessKeyId, String signature, Instant date) {
    static final String SCHEME = "AWS ";

    static OldAuthorizationHeader parse(String authorization, Headers headers) {
        String credential = authorization.substring(SCHEME.length()).strip();
        int colon = credential.indexOf(':');
        if (colon <= 0 || colon == credential.length() - 1) {
            throw new S3Error(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature")
                    .with("ArgumentName", "Authorization")
                    .with("ArgumentValue", authorization);
        }
        return new OldAuthorizationHeader(
                credential.substring(0, colon), credential.substring(colon + 1), date(headers));
    }

    void checkTime(Instant now, Duration skew) {
        if (Duration.between(date, now).abs().compareTo(skew) > 0) {
            throw new S3Error(S3ErrorCode.REQUEST_TIME_TOO_SKEWED)
                    .with("RequestTime", date.toString())
                    .with("ServerTime", now.toString())
                    .with("MaxAllowedSkewMilliseconds", String.valueOf(skew.toMillis()));
        }
    }

    /** A date in a field of Amazon's own is signed there, and then not in its usual place. */
    List<String> stringsToSign(SignedRequest request) {
        OldStringToSign.refuseUncovered(request.parameters());
        Headers headers = request.headers();
        return OldStringToSign.of(
                request,
                headers.contains("x-amz-date")
                        ? ""
                        : headers.first("date").map(String::strip).orElse(""));
    }

    private static Instant date(Headers headers) {
        return headers.first("x-amz-date")
                .or(() -> headers.first("date"))
                .flatMap(OldAuthorizationHeader::moment)
                .filter(moment -> !moment.isBefore(Instant.EPOCH))
                .orElseThrow(() -> new S3Error(
                        S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }

    /** Whatever day of the week it claims to be. */
    private static Optional<Instant> moment(String text) {
        return AmzDate.parse(text)
                .or(() ->
                        AmzDate.parseHttp(text.substring(text.indexOf(',') + 1).strip()))
                .map(AmzDate::instant);
    }
}
