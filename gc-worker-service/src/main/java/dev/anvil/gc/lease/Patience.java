package dev.anvil.gc.lease;

import java.time.Duration;
import java.time.Instant;

/**
 * How long to wait for something that is away, by how long it has been away already: a task that has waited an hour will not
 * be done sooner for being tried every second. Needs no counter, so it survives workers.
 */
public record Patience(Duration least, Duration most) {
    public static final Patience FOR_DRIVES = new Patience(Duration.ofSeconds(5), Duration.ofMinutes(15));

    private static final int FRACTION = 4;

    public Duration waitFor(Task task, Instant now) {
        Duration wait = Duration.between(task.created(), now).dividedBy(FRACTION);
        if (wait.compareTo(least) < 0) {
            return least;
        }
        return wait.compareTo(most) > 0 ? most : wait;
    }
}
