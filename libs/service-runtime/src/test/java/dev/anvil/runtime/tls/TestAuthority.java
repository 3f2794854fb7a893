package dev.anvil.runtime.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that exists for a test, and the PEM files that it hands out. */
final class TestAuthority {
    private static final AtomicLong SERIALS = new AtomicLong(1);

    private final Path folder;
    private final KeyPair keys = newKeys();
    private final X500Principal name = new X500Principal("CN=authority of a test");
    private final X509Certificate own;

    TestAuthority(Path folder) {
        this.folder = folder;
        this.own = certificate(keys, name, "authority", true, Duration.ofDays(1));
        write("ca.pem", "CERTIFICATE", encoded(own));
    }

    /** A certificate of the cluster that is good for so long from now on, and its key; answers its serial number. */
    BigInteger hand(Duration good) {
        KeyPair member = newKeys();
        X509Certificate certificate = certificate(member, new X500Principal("CN=member"), ClusterTls.NAME, false, good);
        write("key.pem", "PRIVATE KEY", member.getPrivate().getEncoded());
        write("certificate.pem", "CERTIFICATE", encoded(certificate));
        return certificate.getSerialNumber();
    }

    /** As services are told of the files. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "ANVIL_CLUSTER_TLS_CERTIFICATE",
                folder.resolve("certificate.pem").toString());
        settings.put("ANVIL_CLUSTER_TLS_KEY", folder.resolve("key.pem").toString());
        settings.put("ANVIL_CLUSTER_TLS_CA", folder.resolve("ca.pem").toString());
        return settings;
    }

    private X509Certificate certificate(
            KeyPair owner, X500Principal subject, String dnsName, boolean authority, Duration good) {
        Instant end = Instant.now().plus(good);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(SERIALS.getAndIncrement()),
                Date.from(end.minus(Duration.ofDays(2))),
                Date.from(end),
                subject,
                owner.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, String type, byte[] bytes) {
        String text = "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
        try {
            Files.createDirectories(folder);
            Path fresh = Files.writeString(folder.resolve(file + ".new"), text);
            Files.move(
                    fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
