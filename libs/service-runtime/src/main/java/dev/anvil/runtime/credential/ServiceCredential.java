package dev.anvil.runtime.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes and checks the proof that a caller holds the cluster secret: the second it was made in, and a signature of that. */
public final class ServiceCredential {
    /** How far the clocks of two machines may be apart. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final String PURPOSE = "anvil-service-call-v1";

    private final ClusterSecret secret;
    private final InstantSource clock;
    private volatile @Nullable Proof current;
    private volatile @Nullable Proof accepted;

    public ServiceCredential(ClusterSecret secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    private record Proof(long second, String text) {}

    /** Signing costs microseconds, but there are many calls: one proof serves for a while. */
    public String present() {
        long now = clock.instant().getEpochSecond();
        Proof proof = current;
        if (proof == null || Math.abs(now - proof.second()) > RENEWAL.toSeconds()) {
            proof = new Proof(now, now + "." + signatureOf(now));
            current = proof;
        }
        return proof.text();
    }

    public boolean accepts(@Nullable String presented) {
        int dot = presented == null ? -1 : presented.indexOf('.');
        if (presented == null || dot < 1 || dot > 12) {
            return false;
        }
        long second;
        try {
            second = Long.parseLong(presented, 0, dot, 10);
        } catch (NumberFormatException e) {
            return false;
        }
        if (Math.abs(clock.instant().getEpochSecond() - second) > TOLERANCE.toSeconds()) {
            return false;
        }
        // All calls of half a minute from one caller carry the same proof.
        Proof known = accepted;
        if (known != null && known.text().equals(presented)) {
            return true;
        }
        byte[] expected = signatureOf(second).getBytes(StandardCharsets.US_ASCII);
        boolean holds =
                MessageDigest.isEqual(expected, presented.substring(dot + 1).getBytes(StandardCharsets.UTF_8));
        if (holds) {
            accepted = new Proof(second, presented);
        }
        return holds;
    }

    private String signatureOf(long second) {
        byte[] message = Long.toString(second).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.sign(PURPOSE, message));
    }
}
