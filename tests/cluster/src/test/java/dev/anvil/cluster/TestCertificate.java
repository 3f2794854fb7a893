package dev.anvil.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine that nobody but the tests trusts, as {@code openssl} makes it. */
record TestCertificate(Path certificate, Path key, Path both) {
    static TestCertificate make(Path folder) {
        try {
            Files.createDirectories(folder);
            Path certificate = folder.resolve("fullchain.pem");
            Path key = folder.resolve("privkey.pem");
            new Tool(folder, Map.of())
                    .run(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "ec",
                            "-pkeyopt",
                            "ec_paramgen_curve:P-256",
                            "-nodes",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=localhost",
                            "-addext",
                            "subjectAltName=DNS:localhost,IP:127.0.0.1",
                            "-keyout",
                            key.toString(),
                            "-out",
                            certificate.toString())
                    .succeeded();
            Path both = folder.resolve("anvil.pem");
            Files.writeString(both, Files.readString(certificate) + Files.readString(key));
            return new TestCertificate(certificate, key, both);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<TrustManager> trust() {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "proxy", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return List.of(factory.getTrustManagers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot read a certificate", e);
        }
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust().toArray(TrustManager[]::new), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
