package dev.anvil.libp2p.host;

import java.time.Duration;

/**
 * @param first the pause after the first failure; it doubles with each further one
 * @param longest where it stops to double
 * @param settled a connection that lived this long makes the next failure a first one again
 */
public record RedialSettings(Duration first, Duration longest, Duration settled) {
    public static final RedialSettings DEFAULT =
            new RedialSettings(Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(10));

    public RedialSettings {
        if (!first.isPositive() || longest.compareTo(first) < 0 || settled.isNegative()) {
            throw new IllegalArgumentException(
                    "Pauses between dials must be positive, the longest not below the first");
        }
    }
}
