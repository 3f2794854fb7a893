package dev.anvil.gateway.auth.signature;

import java.util.List;

/** What a request says about its own signature, well-formed but not yet believed. */
record Claim(String accessKeyId, Scope scope, List<String> signedHeaders, String signature, AmzDate date, Kind kind) {
    /** Where the signature stands; refusals name what is wrong there. */
    enum Kind {
        HEADER,
        QUERY
    }

    Claim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    String stringToSign(String canonicalRequest) {
        return String.join(
                "\n", Presigned.ALGORITHM_NAME, date.toString(), scope.toString(), Hmac.sha256Hex(canonicalRequest));
    }
}
