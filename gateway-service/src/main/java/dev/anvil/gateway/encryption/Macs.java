package dev.anvil.gateway.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys and proofs derived from keys. Each purpose has a name, so that what is derived for one is worth nothing for another. */
final class Macs {
    private static final String ALGORITHM = "HmacSHA256";

    private Macs() {}

    static byte[] derive(byte[] key, String purpose, byte[] from) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return mac.doFinal(from);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
