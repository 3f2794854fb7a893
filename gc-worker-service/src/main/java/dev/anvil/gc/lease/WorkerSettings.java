package dev.anvil.gc.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param concurrency how many tasks run at once; those that are done together count as one
 * @param lease how long a task is ours without a word; extended at every third of it
 * @param poll how long one question for tasks may wait at the queue
 * @param unknownAfter when to look again at a task of a kind that this worker does not know
 * @param drain how long running tasks may take when the worker stops
 */
@ConfigurationProperties("anvil.worker")
public record WorkerSettings(
        @DefaultValue("16") int concurrency,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("10s") Duration poll,
        @DefaultValue("1m") Duration unknownAfter,
        @DefaultValue("10s") Duration drain) {
    /** As many as one question may lease. */
    public static final int MAX_CONCURRENCY = 100;

    public WorkerSettings {
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("anvil.worker.concurrency is " + concurrency + "; give 1 to "
                    + MAX_CONCURRENCY + ", and start more workers for more");
        }
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("anvil.worker.lease is " + lease + "; give at least 3s");
        }
        if (poll.isNegative() || poll.compareTo(Duration.ofSeconds(20)) > 0) {
            throw new IllegalArgumentException("anvil.worker.poll is " + poll + "; give at most 20s");
        }
    }
}
