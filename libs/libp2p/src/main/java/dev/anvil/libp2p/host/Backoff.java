package dev.anvil.libp2p.host;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Exponential pauses, each spread by half to both sides, so that hosts that lost the same peer do not return at once. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final RedialSettings settings;
    private final RandomGenerator random;
    private int failures;

    Backoff(RedialSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    Duration next() {
        long doubled = settings.first().toMillis() << Math.min(failures, MAX_DOUBLINGS);
        long millis = Math.min(doubled, settings.longest().toMillis());
        failures++;
        return Duration.ofMillis((long) (millis * random.nextDouble(0.5, 1.5)));
    }

    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
