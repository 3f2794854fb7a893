package dev.anvil.metadata.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals and opens secrets. A sealed secret opens only under the owner that it was sealed for, so rows cannot be swapped. */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 8;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final String keyId;

    SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        this.keyId = idOf(key);
    }

    public String keyId() {
        return keyId;
    }

    public SealedSecret seal(String owner, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, owner, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return new SealedSecret(
                    keyId,
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be encrypted", e);
        }
    }

    public String open(String owner, SealedSecret secret) {
        if (!secret.keyId().equals(keyId)) {
            throw new SecretUnreadable("the secret of " + owner + " was encrypted with another key (" + secret.keyId()
                    + ") than this process has (" + keyId + ")");
        }
        byte[] bytes = secret.ciphertext();
        if (bytes.length < NONCE_BYTES) {
            throw new SecretUnreadable("the secret of " + owner + " is damaged: it is too short");
        }
        try {
            byte[] opened = cipher(Cipher.DECRYPT_MODE, owner, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new SecretUnreadable("the secret of " + owner + " is damaged, or was moved from another owner", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be decrypted", e);
        }
    }

    private Cipher cipher(int mode, String owner, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Tells keys apart and says nothing about them. */
    private static String idOf(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] digest = mac.doFinal("anvil-secret-key-id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
