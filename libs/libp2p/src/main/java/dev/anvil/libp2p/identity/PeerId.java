package dev.anvil.libp2p.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The name of a host: a multihash of its public key. A key of at most 42 bytes (ours always) is written out in full, so
 * that the id alone is enough to verify what its owner signed; a longer one is hashed with SHA-256.
 */
public final class PeerId implements Comparable<PeerId> {
    private static final int MAX_INLINE_KEY_BYTES = 42;
    private static final int IDENTITY_CODE = 0x00;
    private static final int SHA256_CODE = 0x12;
    private static final int SHA256_BYTES = 32;
    private static final int HEADER_BYTES = 2;
    private static final int MAX_TEXT_CHARS = 64;

    private final byte[] multihash;
    private final String text;

    private PeerId(byte[] multihash) {
        this.multihash = multihash;
        this.text = Base58.encode(multihash);
    }

    /** The id of a host, from its public key as libp2p encodes it. */
    static PeerId ofKey(byte[] encodedKey) {
        if (encodedKey.length <= MAX_INLINE_KEY_BYTES) {
            return new PeerId(multihash(IDENTITY_CODE, encodedKey));
        }
        try {
            return new PeerId(
                    multihash(SHA256_CODE, MessageDigest.getInstance("SHA-256").digest(encodedKey)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] multihash(int code, byte[] digest) {
        byte[] bytes = new byte[HEADER_BYTES + digest.length];
        bytes[0] = (byte) code;
        bytes[1] = (byte) digest.length;
        System.arraycopy(digest, 0, bytes, HEADER_BYTES, digest.length);
        return bytes;
    }

    public static PeerId of(byte[] multihash) {
        if (!isValid(multihash)) {
            throw new IllegalArgumentException("Not a peer id: neither a short key written out nor a SHA-256");
        }
        return new PeerId(multihash.clone());
    }

    private static boolean isValid(byte[] multihash) {
        if (multihash.length <= HEADER_BYTES || multihash[1] != multihash.length - HEADER_BYTES) {
            return false;
        }
        int digestBytes = multihash[1];
        return multihash[0] == IDENTITY_CODE && digestBytes <= MAX_INLINE_KEY_BYTES
                || multihash[0] == SHA256_CODE && digestBytes == SHA256_BYTES;
    }

    public static PeerId parse(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT_CHARS) {
            throw new IllegalArgumentException("Not a peer id: '" + text + "'; one looks like 12D3KooW...");
        }
        try {
            return of(Base58.decode(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Not a peer id: '" + text + "'; one looks like 12D3KooW...", e);
        }
    }

    /** The public key, when the id holds it in full. */
    public Optional<PublicKey> inlineKey() {
        if (multihash[0] != IDENTITY_CODE) {
            return Optional.empty();
        }
        return Optional.of(PublicKey.decode(Arrays.copyOfRange(multihash, HEADER_BYTES, multihash.length)));
    }

    public byte[] bytes() {
        return multihash.clone();
    }

    @Override
    public int compareTo(PeerId other) {
        return Arrays.compareUnsigned(multihash, other.multihash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that && Arrays.equals(multihash, that.multihash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(multihash);
    }

    @Override
    public String toString() {
        return text;
    }
}
