package dev.anvil.model.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something is due: so many days later, and then at the next midnight (UTC), as in S3. Tests have shorter days, which do
 * not wait for midnight.
 */
public record LifecycleCalendar(Duration day) {
    public static final LifecycleCalendar REAL = new LifecycleCalendar(Duration.ofDays(1));

    public LifecycleCalendar {
        if (!day.isPositive()) {
            throw new IllegalArgumentException("a day takes some time, not " + day);
        }
    }

    public Instant due(Instant from, int days) {
        Instant later = from.plus(day.multipliedBy(days));
        if (!day.equals(REAL.day)) {
            return later;
        }
        Instant midnight = later.truncatedTo(ChronoUnit.DAYS);
        return midnight.equals(later) ? later : midnight.plus(1, ChronoUnit.DAYS);
    }
}
