package dev.anvil.gc.lease;

import java.time.Instant;

/**
 * A task that we hold the lease of.
 *
 * @param subject what it is about, by type: a blob id, a drive id
 * @param attempts how often it was tried, this time included
 * @param fence grows with every lease; ours is void when a newer one exists
 */
public record Task(long id, TaskType type, String subject, int attempts, Instant created, long fence) {
    @Override
    public String toString() {
        return type + " " + subject + " (task " + id + ")";
    }
}
