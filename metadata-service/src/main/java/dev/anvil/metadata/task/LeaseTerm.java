package dev.anvil.metadata.task;

import java.time.Duration;

/** How long a lease holds. Too short and slow work is done twice; too long and a dead worker's tasks wait. */
public record LeaseTerm(Duration length) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public LeaseTerm {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lease holds from " + SHORTEST.toSeconds() + " to "
                    + LONGEST.toSeconds() + " seconds, not " + length.toSeconds());
        }
    }
}
