package dev.anvil.gateway.body;

import dev.anvil.gateway.s3.error.S3Error;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.BiFunction;

/** What was promised against what was computed. */
final class Mismatch {
    private Mismatch() {}

    static void check(byte[] promised, byte[] computed, BiFunction<byte[], byte[], S3Error> error) {
        if (!MessageDigest.isEqual(promised, computed)) {
            throw error.apply(promised, computed);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
