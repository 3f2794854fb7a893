package dev.anvil.gateway.s3.xml;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding by two rules of S3: {@code encoding-type=url} in listings, which leaves slashes alone, and signatures,
 * which leave them alone in paths only. Everything but letters, digits and {@code -._~} is encoded.
 */
public final class UrlEncoding {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private UrlEncoding() {}

    public static String keepingSlashes(String text) {
        return encode(text, true);
    }

    public static String ofEverything(String text) {
        return encode(text, false);
    }

    private static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || keepSlashes && c == '/') {
                encoded.append(c);
            } else {
                encoded.append('%').append(UPPER.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
