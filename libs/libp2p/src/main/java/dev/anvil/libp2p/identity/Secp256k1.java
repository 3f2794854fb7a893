package dev.anvil.libp2p.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SignatureException;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** Verification on Bitcoin's curve, which the JDK has dropped. */
final class Secp256k1 {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

    private Secp256k1() {}

    static boolean verify(byte[] key, byte[] signature, byte[][] parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        ASN1Sequence pair = parse(signature);
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(CURVE.getCurve().decodePoint(key), DOMAIN));
        return verifier.verifySignature(digest.digest(), integer(pair, 0), integer(pair, 1));
    }

    private static ASN1Sequence parse(byte[] signature) throws SignatureException {
        try {
            return ASN1Sequence.getInstance(ASN1Sequence.fromByteArray(signature));
        } catch (IOException e) {
            throw new SignatureException("Not a DER signature", e);
        }
    }

    private static BigInteger integer(ASN1Sequence pair, int index) {
        return ASN1Integer.getInstance(pair.getObjectAt(index)).getPositiveValue();
    }
}
