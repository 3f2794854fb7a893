package dev.anvil.gateway.forward;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals what gateways tell each other of a request. The purpose in front keeps it apart from the tokens under the same secret. */
final class ForwardKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "anvil-forwarded-request-v1\0".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    private ForwardKey(SecretKeySpec key) {
        this.key = key;
    }

    static ForwardKey of(String secret) {
        return new ForwardKey(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    }

    String seal(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            byte[] sealed = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    boolean hasSealed(String text, String seal) {
        return MessageDigest.isEqual(
                seal(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ForwardKey[hidden]";
    }
}
