package dev.anvil.libp2p.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** Ed25519 by the JDK, with raw keys as libp2p stores them. */
final class Ed25519 {
    static final int KEY_BYTES = 32;

    private static final String NAME = "Ed25519";
    /** What stands before the 32 raw bytes in a SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] KEY_INFO_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** The public key that belongs to a seed; the JDK offers no way to get at it. */
    static byte[] publicKey(byte[] seed) {
        byte[] raw = new byte[KEY_BYTES];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, raw, 0);
        return raw;
    }

    static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance(NAME)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has Ed25519", e);
        }
    }

    static byte[] sign(PrivateKey key, byte[][] parts) {
        try {
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(key);
            for (byte[] part : parts) {
                signer.update(part);
            }
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key that was made for Ed25519 signs", e);
        }
    }

    static boolean verify(byte[] raw, byte[] signature, byte[][] parts) throws GeneralSecurityException {
        if (raw.length != KEY_BYTES) {
            return false;
        }
        byte[] keyInfo = new byte[KEY_INFO_PREFIX.length + KEY_BYTES];
        System.arraycopy(KEY_INFO_PREFIX, 0, keyInfo, 0, KEY_INFO_PREFIX.length);
        System.arraycopy(raw, 0, keyInfo, KEY_INFO_PREFIX.length, KEY_BYTES);
        return JcaVerifier.verify(NAME, NAME, keyInfo, signature, parts);
    }
}
