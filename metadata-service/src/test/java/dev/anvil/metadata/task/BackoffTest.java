package dev.anvil.metadata.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), new Random(1));

    @Test
    void waitsDoubleUpToTheLongestAndHalfOfThemIsChance() {
        for (int attempts = 1; attempts < 100; attempts++) {
            Duration whole = Duration.ofSeconds(Math.min(900, 2L << Math.min(attempts - 1, 20)));
            assertThat(backoff.after(attempts)).isBetween(whole.dividedBy(2), whole);
        }
    }

    @Test
    void evenTheFirstWaitIsAWait() {
        assertThat(backoff.after(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
