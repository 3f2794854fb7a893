package dev.anvil.metadata.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String keyId;

    SecretBox(byte[] key) {
        this(key, List.of());
    }

    /** Seals under the first key, and opens what lies under any. */
    SecretBox(byte[] first, List<byte[]> others) {
        this.keyId = idOf(first);
        keys.put(keyId, new SecretKeySpec(first, "AES"));
        others.forEach(key -> keys.putIfAbsent(idOf(key), new SecretKeySpec(key, "AES")));
    }

    /** Of all keys that this process was given, the first one first. */
    public List<String> keyIds() {
        return List.copyOf(keys.keySet());
    }

    public String keyId() {
        return keyId;
    }

    public SealedSecret seal(String owner, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyOf(owner, keyId), owner, nonce)
                    .doFinal(secret.getBytes(StandardCharsets.UTF_8));
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
        SecretKeySpec key = keyOf(owner, secret.keyId());
        byte[] bytes = secret.ciphertext();
        if (bytes.length < NONCE_BYTES) {
            throw new SecretUnreadable("the secret of " + owner + " is damaged: it is too short");
        }
        try {
            byte[] opened = cipher(Cipher.DECRYPT_MODE, key, owner, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new SecretUnreadable("the secret of " + owner + " is damaged, or was moved from another owner", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret could not be decrypted", e);
        }
    }

    private SecretKeySpec keyOf(String owner, String id) {
        SecretKeySpec key = keys.get(id);
        if (key == null) {
            throw new SecretUnreadable("the secret of " + owner + " was encrypted with another key (" + id
                    + ") than this process has (" + String.join(", ", keys.keySet()) + ")");
        }
        return key;
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String owner, byte[] nonce)
            throws GeneralSecurityException {
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
