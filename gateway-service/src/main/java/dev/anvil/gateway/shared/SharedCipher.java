package dev.anvil.gateway.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what is shared, each answer under a key of its own that follows from a salt, and bound to what it answers. Names there tell
 * nothing either: they follow from the key and cannot be guessed without it.
 */
final class SharedCipher {
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    SharedCipher(byte[] installationKey) {
        this.key = mac(installationKey, "anvil shared cache".getBytes(StandardCharsets.UTF_8));
    }

    byte[] nameOf(SharedAnswers.Kind kind, String what) {
        byte[] name = mac(key, ("name\0" + kind + "\0" + what).getBytes(StandardCharsets.UTF_8));
        return ("anvil:" + HexFormat.of().formatHex(name)).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] seal(byte[] name, byte[] plain) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, salt, name).doFinal(plain);
            byte[] all = Arrays.copyOf(salt, SALT_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, SALT_BYTES, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt by AES-GCM", e);
        }
    }

    /** Empty for what is not ours, or was changed, or answers something else. */
    Optional<byte[]> open(byte[] name, byte[] sealed) {
        if (sealed.length < SALT_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, SALT_BYTES), name)
                    .doFinal(sealed, SALT_BYTES, sealed.length - SALT_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot decrypt by AES-GCM", e);
        }
    }

    /** The salt makes the key, and the key is used once, so that the nonce need not differ. */
    private Cipher cipher(int mode, byte[] salt, byte[] name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(mac(key, salt), "AES"), new GCMParameterSpec(TAG_BITS, new byte[NONCE_BYTES]));
        cipher.updateAAD(name);
        return cipher;
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + MAC, e);
        }
    }
}
