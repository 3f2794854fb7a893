package dev.anvil.libp2p.tls;

import dev.anvil.libp2p.identity.HostKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * One self-signed certificate for our host key. Its key is ECDSA on P-256, because BoringSSL and other stacks refuse
 * Ed25519 there.
 */
record OwnCertificate(PrivateKey key, X509Certificate certificate, Instant notAfter) {
    /** Clocks of hosts differ; a certificate of this very second would be refused by whoever is behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final X500Name NAME = new X500Name("CN=libp2p");
    private static final int SERIAL_BITS = 63;

    static OwnCertificate issue(HostKey hostKey, Instant now, Duration validity) {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] publicKey = pair.getPublic().getEncoded();
            Instant notAfter = now.plus(validity);
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    NAME,
                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                    Date.from(now.minus(BACKDATED)),
                    Date.from(notAfter),
                    NAME,
                    SubjectPublicKeyInfo.getInstance(publicKey));
            builder.addExtension(
                    HostKeyExtension.OID,
                    true,
                    HostKeyExtension.sign(hostKey, publicKey).encode());
            return new OwnCertificate(
                    pair.getPrivate(),
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))),
                    notAfter);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("No certificate could be made for this host", e);
        }
    }
}
