package dev.anvil.gateway.shared;

import dev.anvil.runtime.setting.SettingRefused;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Who must have signed the certificate that Redis shows: a file of certificates, or nothing for those that Java trusts. */
record CertificateAuthority(String file) {
    static final String SETTING = "ANVIL_SHARED_CACHE_CA";

    SslOptions options() {
        if (file.isBlank()) {
            return SslOptions.create();
        }
        return SslOptions.builder()
                .jdkSslProvider()
                .trustManager(certificates().toFile())
                .build();
    }

    /** A file that says nothing would be noticed by nobody: without the shared cache all goes on. */
    private Path certificates() {
        try {
            Path path = Path.of(file.strip());
            try (InputStream in = Files.newInputStream(path)) {
                if (CertificateFactory.getInstance("X.509")
                        .generateCertificates(in)
                        .isEmpty()) {
                    throw refused("there is no certificate in it");
                }
            }
            return path;
        } catch (InvalidPathException | IOException e) {
            throw refused("it cannot be read");
        } catch (CertificateException e) {
            throw refused("it does not hold certificates");
        }
    }

    private SettingRefused refused(String why) {
        return new SettingRefused(
                SETTING, "'" + file + "'", why + ": give a PEM file with the certificate of who signed that of Redis");
    }
}
