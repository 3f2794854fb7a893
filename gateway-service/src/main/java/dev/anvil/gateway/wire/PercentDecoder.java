package dev.anvil.gateway.wire;

import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes what stands in a request line, once and strictly: what is not percent-encoded UTF-8 is InvalidURI. */
public final class PercentDecoder {
    private PercentDecoder() {}

    /** A path or a part of one: a plus sign is a plus sign. */
    public static String path(String raw) {
        return decode(raw, false);
    }

    /** A name or value of a query, where a plus sign is a space. */
    static String query(String raw) {
        return decode(raw, true);
    }

    static List<Parameters.Parameter> parameters(String rawQuery) {
        List<Parameters.Parameter> parameters = new ArrayList<>();
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameters.Parameter(query(pair), "")
                                : new Parameters.Parameter(
                                        query(pair.substring(0, equals)), query(pair.substring(equals + 1))));
            }
        }
        return parameters;
    }

    private static String decode(String raw, boolean plusIsSpace) {
        if (raw.indexOf('%') < 0 && !(plusIsSpace && raw.indexOf('+') >= 0)) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                if (i + 2 >= raw.length()) {
                    throw new S3Error(S3ErrorCode.INVALID_URI);
                }
                bytes.put((byte) (hexDigit(raw.charAt(i + 1)) << 4 | hexDigit(raw.charAt(i + 2))));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.put((byte) ' ');
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new S3Error(S3ErrorCode.INVALID_URI);
        }
    }

    private static int hexDigit(char c) {
        int digit = Character.digit(c, 16);
        if (digit < 0 || c > 'f') {
            throw new S3Error(S3ErrorCode.INVALID_URI);
        }
        return digit;
    }
}
