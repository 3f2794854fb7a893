package dev.anvil.metadata.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param maxAttempts after so many a task becomes a dead letter
 * @param firstRetry the wait after the first failure; it doubles with each further one
 * @param longestRetry the longest wait
 * @param relayBatch rows of the outbox that are relayed at once
 * @param relayPoll how long the relay waits before it looks again
 */
@ConfigurationProperties("anvil.tasks")
record TaskSettings(
        @DefaultValue("16") int maxAttempts,
        @DefaultValue("2s") Duration firstRetry,
        @DefaultValue("15m") Duration longestRetry,
        @DefaultValue("500") int relayBatch,
        @DefaultValue("250ms") Duration relayPoll) {
    private static final int MAX_RELAY_BATCH = 10_000;

    TaskSettings {
        if (maxAttempts < 1 || relayBatch < 1 || relayBatch > MAX_RELAY_BATCH) {
            throw new IllegalArgumentException(
                    "anvil.tasks: max-attempts is at least 1, relay-batch from 1 to " + MAX_RELAY_BATCH);
        }
    }
}
