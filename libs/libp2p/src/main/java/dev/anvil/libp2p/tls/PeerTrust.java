package dev.anvil.libp2p.tls;

import dev.anvil.libp2p.identity.PeerId;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts whoever proves a host key, or only one peer id. An extended trust manager, because the JDK wraps any other with
 * checks of host names and algorithms that mean nothing here.
 */
final class PeerTrust extends X509ExtendedTrustManager {
    private static final Logger log = LoggerFactory.getLogger(PeerTrust.class);

    private final @Nullable PeerId expected;
    private final InstantSource clock;

    PeerTrust(@Nullable PeerId expected, InstantSource clock) {
        this.expected = expected;
        this.clock = clock;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            PeerId peer = PeerCertificate.verify(chain, clock.instant());
            if (expected != null && !expected.equals(peer)) {
                throw new CertificateException("Dialed " + expected + ", " + peer + " answered");
            }
        } catch (CertificateException e) {
            // Said here, because BoringSSL tells its caller no more than that verification failed.
            log.debug("Certificate refused: {}", e.getMessage(), e);
            throw e;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
