package dev.anvil.libp2p.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.libp2p.identity.HostKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class TlsIdentityTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final TlsIdentity identity = new TlsIdentity(HostKey.generate(), VALIDITY, now::get);

    @Test
    void theCertificateIsRenewedWhenTwoThirdsOfItsTimeAreOver() {
        var first = identity.server();
        now.set(START.plus(Duration.ofDays(20)).minusSeconds(1));
        assertThat(identity.server()).isSameAs(first);
        now.set(START.plus(Duration.ofDays(20)));
        assertThat(identity.server()).isNotSameAs(first);
        assertThat(identity.notAfter()).isEqualTo(START.plus(Duration.ofDays(50)));
    }
}
