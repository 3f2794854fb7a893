package dev.anvil.gateway.auth.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature version 2: HMAC-SHA1 under the secret itself, in Base64. */
final class OldSignature {
    private static final String ALGORITHM = "HmacSHA1";

    private OldSignature() {}

    /** In constant time, so that nobody learns a signature digit by digit. */
    static boolean isSignatureOf(String text, String secret, String signature) {
        return MessageDigest.isEqual(
                sign(text, secret).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String text, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
