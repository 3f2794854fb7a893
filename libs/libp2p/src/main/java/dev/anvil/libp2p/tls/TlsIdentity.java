package dev.anvil.libp2p.tls;

import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.PeerId;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.ssl.ClientAuth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our side of every handshake. Asked anew for each connection, so that a certificate can be renewed while the host runs;
 * connections that are up keep the one they began with.
 */
public final class TlsIdentity {
    private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);

    private static final String PROTOCOL = "libp2p";
    /** Renewed after this part of the validity. */
    private static final int RENEWAL_NUMERATOR = 2;

    private static final int RENEWAL_DENOMINATOR = 3;

    private record Current(OwnCertificate certificate, Instant renewAt, QuicSslContext server) {}

    private final HostKey hostKey;
    private final Duration validity;
    private final InstantSource clock;
    private @Nullable Current current;

    public TlsIdentity(HostKey hostKey, Duration validity, InstantSource clock) {
        this.hostKey = hostKey;
        this.validity = validity;
        this.clock = clock;
    }

    private synchronized Current current() {
        Instant now = clock.instant();
        Current known = current;
        if (known != null && now.isBefore(known.renewAt)) {
            return known;
        }
        OwnCertificate certificate = OwnCertificate.issue(hostKey, now, validity);
        Instant renewAt = now.plus(validity.multipliedBy(RENEWAL_NUMERATOR).dividedBy(RENEWAL_DENOMINATOR));
        QuicSslContext server = QuicSslContextBuilder.forServer(certificate.key(), null, certificate.certificate())
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(new PeerTrust(null, clock))
                .applicationProtocols(PROTOCOL)
                .earlyData(false)
                .build();
        Current fresh = new Current(certificate, renewAt, server);
        current = fresh;
        log.debug("New certificate, valid until {}", certificate.notAfter());
        return fresh;
    }

    public QuicSslContext server() {
        return current().server;
    }

    /** For one dial: only the expected peer will do, or anybody who proves to be somebody. */
    public QuicSslContext client(@Nullable PeerId expected) {
        OwnCertificate certificate = current().certificate;
        return QuicSslContextBuilder.forClient()
                .keyManager(certificate.key(), null, certificate.certificate())
                .trustManager(new PeerTrust(expected, clock))
                .applicationProtocols(PROTOCOL)
                .earlyData(false)
                .build();
    }

    /** When the certificate that is shown now expires. */
    public Instant notAfter() {
        return current().certificate.notAfter();
    }

    public InstantSource clock() {
        return clock;
    }
}
