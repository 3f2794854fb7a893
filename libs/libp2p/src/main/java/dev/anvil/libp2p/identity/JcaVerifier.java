package dev.anvil.libp2p.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/** Verification by the JDK, for keys that come as a SubjectPublicKeyInfo. */
final class JcaVerifier {
    private JcaVerifier() {}

    static boolean verify(String keyAlgorithm, String algorithm, byte[] key, byte[] signature, byte[][] parts)
            throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(KeyFactory.getInstance(keyAlgorithm).generatePublic(new X509EncodedKeySpec(key)));
        for (byte[] part : parts) {
            verifier.update(part);
        }
        return verifier.verify(signature);
    }
}
