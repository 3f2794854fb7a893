package dev.anvil.gateway.encryption;

import dev.anvil.gateway.catalogue.Encryption;
import dev.anvil.gateway.s3.error.S3Error;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys, wraps them under the key of the installation, and finds them again. Wrapping takes a key that is derived from the
 * installation's for this purpose, because that one also protects secrets of apps.
 */
public final class KeyRing {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_BYTES = 8;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    /** By their ids, the one that wraps first. Empty in a gateway without the installation's key: clients may bring their own. */
    private final SequencedMap<String, SecretKeySpec> wrapping = new LinkedHashMap<>();

    private KeyRing(List<byte[]> installationKeys) {
        for (byte[] key : installationKeys) {
            String id = HexFormat.of().formatHex(Macs.derive(key, "anvil object key id", new byte[0]), 0, KEY_ID_BYTES);
            wrapping.putIfAbsent(id, new SecretKeySpec(Macs.derive(key, "anvil object keys", new byte[0]), "AES"));
        }
    }

    /** The first key wraps; what former ones have wrapped is opened still. */
    public static KeyRing of(byte[]... installationKeys) {
        return new KeyRing(List.of(installationKeys));
    }

    /** A fresh key of our own. */
    public Sealing seal() {
        DataKey key = new DataKey(random(DataKey.BYTES));
        byte[] nonce = random(NONCE_BYTES);
        try {
            var current = wrapping.firstEntry();
            if (current == null) {
                throw new S3Error(
                        S3ErrorCode.NOT_IMPLEMENTED,
                        "Server-side encryption needs ANVIL_SECRET_ENCRYPTION_KEY, which this gateway was not given.");
            }
            byte[] wrapped =
                    cipher(Cipher.ENCRYPT_MODE, current.getValue(), nonce).doFinal(key.bytes());
            String text = base64(ByteBuffer.allocate(nonce.length + wrapped.length)
                    .put(nonce)
                    .put(wrapped)
                    .array());
            return new Sealing(key, new Encryption.ByService(current.getKey(), text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key could not be wrapped", e);
        }
    }

    /** The key of what was encrypted by us. */
    public DataKey open(Encryption.ByService by) {
        SecretKeySpec ours = wrapping.get(by.keyId());
        if (ours == null) {
            throw new IllegalStateException("an object was encrypted under the key " + by.keyId()
                    + ", and this gateway has " + wrapping.keySet()
                    + " (ANVIL_SECRET_ENCRYPTION_KEY and ANVIL_SECRET_DECRYPTION_KEYS)");
        }
        byte[] bytes = Base64.getDecoder().decode(by.wrappedKey());
        try {
            return new DataKey(cipher(Cipher.DECRYPT_MODE, ours, Arrays.copyOf(bytes, NONCE_BYTES))
                    .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the wrapped key of an object is damaged", e);
        }
    }

    /** The key that a client brings. */
    public Sealing seal(byte[] customerKey) {
        byte[] salt = random(SALT_BYTES);
        return new Sealing(
                new DataKey(customerKey),
                new Encryption.ByCustomer(base64(salt), base64(Macs.derive(customerKey, "anvil key check", salt))));
    }

    public boolean isKeyOf(Encryption.ByCustomer by, byte[] customerKey) {
        byte[] check =
                Macs.derive(customerKey, "anvil key check", Base64.getDecoder().decode(by.salt()));
        return MessageDigest.isEqual(check, Base64.getDecoder().decode(by.check()));
    }

    public DataKey keyOf(byte[] customerKey) {
        return new DataKey(customerKey);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
