package dev.anvil.cli.peer;

import dev.anvil.cli.failure.CommandFailure;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;

/** A PEM file of the certificates that a server's must be signed by, or be itself. Those that Java knows count no more then. */
public record Authority(Path file) {
    ChannelCredentials credentials() {
        try {
            byte[] pem = Files.readAllBytes(file);
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .isEmpty()) {
                throw noCertificate(null);
            }
            return TlsChannelCredentials.newBuilder()
                    .trustManager(new ByteArrayInputStream(pem))
                    .build();
        } catch (CertificateException e) {
            throw noCertificate(e);
        } catch (IOException e) {
            throw new CommandFailure("--ca-file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private CommandFailure noCertificate(@Nullable Exception cause) {
        String message = "--ca-file " + file
                + " has no certificate: name a PEM file with the authority that signed the server's";
        return cause == null ? new CommandFailure(message) : new CommandFailure(message, cause);
    }
}
