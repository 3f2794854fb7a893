package dev.anvil.gateway.encryption;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the chunks of one blob. The key is the blob's alone, so the number of a chunk is nonce enough; whether it is
 * the last one is part of the nonce, so that a blob cannot lose its end unnoticed. Used by one thread.
 */
final class ChunkCipher {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = Chunks.TAG_BYTES * Byte.SIZE;

    private final SecretKeySpec key;
    private final Cipher cipher;

    ChunkCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /** Answers how many bytes it put into {@code sealed}. */
    int seal(long number, boolean last, byte[] plain, int length, byte[] sealed) {
        try {
            return init(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be encrypted", e);
        }
    }

    int open(long number, boolean last, byte[] sealed, int length, byte[] plain) {
        try {
            return init(Cipher.DECRYPT_MODE, number, last).doFinal(sealed, 0, length, plain, 0);
        } catch (AEADBadTagException e) {
            throw new ContentDamaged(
                    "chunk " + number
                            + " is not what was encrypted, or the key is not the one that it was encrypted with",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a chunk could not be decrypted", e);
        }
    }

    private Cipher init(int mode, long number, boolean last) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(number)
                .putInt(last ? 1 : 0)
                .array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
