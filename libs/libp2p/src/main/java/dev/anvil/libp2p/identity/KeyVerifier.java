package dev.anvil.libp2p.identity;

import dev.anvil.libp2p.wire.pb.KeyType;
import java.security.GeneralSecurityException;

/** Verification by one kind of host key. */
@FunctionalInterface
interface KeyVerifier {
    boolean verify(byte[] key, byte[] signature, byte[][] parts) throws GeneralSecurityException;

    static KeyVerifier of(KeyType type) {
        return switch (type) {
            case Ed25519 -> Ed25519::verify;
            case ECDSA -> (key, signature, parts) -> JcaVerifier.verify("EC", "SHA256withECDSA", key, signature, parts);
            case RSA -> (key, signature, parts) -> JcaVerifier.verify("RSA", "SHA256withRSA", key, signature, parts);
            case Secp256k1 -> Secp256k1::verify;
        };
    }
}
