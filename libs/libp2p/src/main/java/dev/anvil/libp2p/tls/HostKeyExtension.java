package dev.anvil.libp2p.tls;

import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;

/** The certificate extension by which a host key vouches for the key of the certificate. */
record HostKeyExtension(PublicKey hostKey, byte[] signature) {
    static final ASN1ObjectIdentifier OID = new ASN1ObjectIdentifier("1.3.6.1.4.1.53594.1.1");

    private static final byte[] PREFIX = "libp2p-tls-handshake:".getBytes(StandardCharsets.US_ASCII);

    static HostKeyExtension sign(HostKey hostKey, byte[] certificateKey) {
        return new HostKeyExtension(hostKey.publicKey(), hostKey.sign(PREFIX, certificateKey));
    }

    static HostKeyExtension decode(byte[] der) {
        ASN1Sequence parts = ASN1Sequence.getInstance(der);
        if (parts.size() != 2) {
            throw new IllegalArgumentException("The host key extension has " + parts.size() + " parts, not two");
        }
        return new HostKeyExtension(PublicKey.decode(octets(parts, 0)), octets(parts, 1));
    }

    private static byte[] octets(ASN1Sequence parts, int index) {
        return ASN1OctetString.getInstance(parts.getObjectAt(index)).getOctets();
    }

    DERSequence encode() {
        return new DERSequence(new ASN1Encodable[] {
            new DEROctetString(hostKey.encoded()), new DEROctetString(signature),
        });
    }

    boolean vouchesFor(byte[] certificateKey) {
        return hostKey.verifies(signature, PREFIX, certificateKey);
    }
}
