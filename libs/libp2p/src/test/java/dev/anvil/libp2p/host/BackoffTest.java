package dev.anvil.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final RedialSettings SETTINGS =
            new RedialSettings(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(1));

    @Test
    void pausesDoubleUpToTheLongestAndDiffer() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Backoff backoff = new Backoff(SETTINGS, new Random(seed));
        for (long expected : new long[] {100, 200, 400, 800, 1600, 2000, 2000}) {
            assertThat(backoff.next().toMillis()).isBetween(expected / 2, expected * 3 / 2);
        }
        for (int i = 0; i < 200; i++) {
            assertThat(backoff.next().toMillis()).isBetween(1000L, 3000L);
        }
        backoff.reset();
        assertThat(backoff.next().toMillis()).isBetween(50L, 150L);
    }
}
