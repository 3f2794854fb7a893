package dev.anvil.gateway.auth.signature;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.wire.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}. */
final class AuthorizationHeader {
    private AuthorizationHeader() {}

    static Claim parse(String header, Headers headers) {
        Map<String, String> fields = new HashMap<>();
        for (String field : header.substring(Presigned.ALGORITHM_NAME.length()).split(",", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals).strip(),
                        field.substring(equals + 1).strip());
            }
        }
        String credential = required(fields, "Credential");
        List<String> signedHeaders = List.of(
                required(fields, "SignedHeaders").toLowerCase(Locale.ROOT).split(";", -1));
        String signature = required(fields, "Signature");
        int slash = credential.indexOf('/');
        Scope scope = Scope.parse(credential.substring(slash + 1))
                .filter(parsed -> slash > 0)
                .orElseThrow(() -> malformed("the Credential is mal-formed; expecting "
                        + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"."));
        return new Claim(
                credential.substring(0, slash), scope, signedHeaders, signature, date(headers), Claim.Kind.HEADER);
    }

    static S3Error malformed(String what) {
        return new S3Error(
                S3ErrorCode.AUTHORIZATION_HEADER_MALFORMED, "The authorization header is malformed; " + what);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw malformed(
                    "the authorization header requires three components: Credential, SignedHeaders, and Signature.");
        }
        return value;
    }

    private static AmzDate date(Headers headers) {
        return headers.first("x-amz-date")
                .map(text -> AmzDate.parse(text).or(() -> AmzDate.parseHttp(text)))
                .orElseGet(() -> headers.first("date").flatMap(AmzDate::parseHttp))
                .orElseThrow(() -> new S3Error(
                        S3ErrorCode.ACCESS_DENIED, "AWS authentication requires a valid Date or x-amz-date header"));
    }
}
