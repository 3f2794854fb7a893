package dev.anvil.metadata.task;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double with every failure, up to a longest; half of each is chance, so that what failed together spreads out. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first wait is above zero and at most the longest");
        }
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    Duration after(int attempts) {
        long doubled = first.toMillis() << Math.clamp(attempts - 1, 0, MAX_DOUBLINGS);
        long whole = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.max(1, whole / 2 + random.nextLong(whole / 2 + 1)));
    }
}
