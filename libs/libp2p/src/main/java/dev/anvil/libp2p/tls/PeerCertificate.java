package dev.anvil.libp2p.tls;

import dev.anvil.libp2p.identity.PeerId;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Verification of what the other side shows. BouncyCastle parses it, because the JDK's parser refuses the empty issuer
 * that rust-libp2p writes.
 */
public final class PeerCertificate {
    private PeerCertificate() {}

    /** Who shows this chain, once everything in it has been verified. */
    public static PeerId verify(Certificate[] chain, Instant now) throws CertificateException {
        if (chain.length != 1) {
            throw new CertificateException("A chain of " + chain.length + " certificates; libp2p knows one");
        }
        try {
            return verify(new X509CertificateHolder(chain[0].getEncoded()), now);
        } catch (IOException | RuntimeException | CertException | OperatorCreationException e) {
            throw new CertificateException("Not a certificate of libp2p", e);
        }
    }

    private static PeerId verify(X509CertificateHolder certificate, Instant now)
            throws CertificateException, CertException, OperatorCreationException, IOException {
        if (!certificate.isValidOn(Date.from(now))) {
            throw new CertificateException("Valid from " + certificate.getNotBefore() + " to "
                    + certificate.getNotAfter() + ", and it is " + Date.from(now) + "; are the clocks right?");
        }
        if (!certificate.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(certificate.getSubjectPublicKeyInfo()))) {
            throw new CertificateException("Not signed by its own key");
        }
        Extension extension = certificate.getExtension(HostKeyExtension.OID);
        if (extension == null) {
            throw new CertificateException("No host key in the certificate");
        }
        Set<ASN1ObjectIdentifier> unknown = new HashSet<>();
        for (Object oid : certificate.getCriticalExtensionOIDs()) {
            unknown.add((ASN1ObjectIdentifier) oid);
        }
        unknown.remove(HostKeyExtension.OID);
        if (!unknown.isEmpty()) {
            throw new CertificateException("Unknown critical extensions " + unknown);
        }
        HostKeyExtension hostKey =
                HostKeyExtension.decode(extension.getExtnValue().getOctets());
        if (!hostKey.vouchesFor(certificate.getSubjectPublicKeyInfo().getEncoded())) {
            throw new CertificateException("The host key did not sign this certificate's key");
        }
        return hostKey.hostKey().peerId();
    }
}
