package dev.anvil.gateway.s3.header;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where the next page begins, in a form that clients hand back without reading it. */
public final class PageToken {
    /** So that the form can change while tokens of the old one are still out. */
    private static final String VERSION = "1";

    private PageToken() {}

    public static String encode(String after) {
        return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(after.getBytes(StandardCharsets.UTF_8));
    }

    /** An empty token is the beginning. */
    public static String decode(String token) {
        if (token.isEmpty()) {
            return "";
        }
        try {
            if (token.startsWith(VERSION)) {
                return new String(
                        Base64.getUrlDecoder().decode(token.substring(VERSION.length())), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            throw incorrect();
        }
        throw incorrect();
    }

    private static S3Error incorrect() {
        return new S3Error(S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect")
                .with("ArgumentName", "continuation-token");
    }
}
