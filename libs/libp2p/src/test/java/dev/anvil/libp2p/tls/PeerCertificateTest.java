package dev.anvil.libp2p.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.libp2p.identity.HostKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final Properties vectors = new Properties();

    PeerCertificateTest() throws IOException {
        try (InputStream in = PeerCertificateTest.class.getResourceAsStream("/tls-vectors.properties")) {
            vectors.load(Objects.requireNonNull(in));
        }
    }

    private Certificate[] vector(String kind) throws CertificateException {
        byte[] der = HexFormat.of().parseHex(vectors.getProperty(kind + ".certificate"));
        return new Certificate[] {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "secp256k1"})
    void theSpecificationsCertificatesProveTheirPeer(String kind) throws CertificateException {
        assertThat(PeerCertificate.verify(vector(kind), NOW)).hasToString(vectors.getProperty(kind + ".peer"));
    }

    @Test
    void theSpecificationsForgedCertificateIsRefused() {
        assertThatThrownBy(() -> PeerCertificate.verify(vector("invalid"), NOW))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("did not sign");
    }

    private static Certificate[] own(HostKey key, Instant issued) {
        return new Certificate[] {OwnCertificate.issue(key, issued, DAY).certificate()};
    }

    @Test
    void ourOwnProvesOurPeerId() throws CertificateException {
        HostKey key = HostKey.generate();
        assertThat(PeerCertificate.verify(own(key, NOW), NOW)).isEqualTo(key.peerId());
    }

    @Test
    void theClocksOfTwoHostsMayDifferABit() throws CertificateException {
        HostKey key = HostKey.generate();
        Instant behind = NOW.minus(Duration.ofMinutes(59));
        assertThat(PeerCertificate.verify(own(key, NOW), behind)).isEqualTo(key.peerId());
    }

    @Test
    void expiredAndNotYetValidAreRefused() {
        Certificate[] chain = own(HostKey.generate(), NOW);
        assertThatThrownBy(() -> PeerCertificate.verify(chain, NOW.plus(DAY).plusSeconds(1)))
                .hasMessageContaining("clocks");
        assertThatThrownBy(() -> PeerCertificate.verify(chain, NOW.minus(DAY))).hasMessageContaining("clocks");
    }

    @Test
    void aChainOfTwoOrNoneIsRefused() {
        Certificate one = own(HostKey.generate(), NOW)[0];
        assertThatThrownBy(() -> PeerCertificate.verify(new Certificate[] {one, one}, NOW))
                .hasMessageContaining("chain of 2");
        assertThatThrownBy(() -> PeerCertificate.verify(new Certificate[0], NOW))
                .hasMessageContaining("chain of 0");
    }

    @Test
    void everyFlippedByteIsNoticed() throws Exception {
        HostKey key = HostKey.generate();
        byte[] der = own(key, NOW)[0].getEncoded();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (int i = 0; i < der.length; i += 7) {
            byte[] broken = der.clone();
            broken[i] ^= 0x10;
            assertThatThrownBy(() -> PeerCertificate.verify(
                            new Certificate[] {factory.generateCertificate(new ByteArrayInputStream(broken))}, NOW))
                    .as("byte %d", i)
                    .isInstanceOf(CertificateException.class);
        }
    }
}
