package dev.anvil.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArrivalsTest {
    private static final long FOR_EVER = Duration.ofHours(1).toNanos();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void whatCameIsThereAtOnceInItsOrder() throws Exception {
        Arrivals<Integer> arrivals = new Arrivals<>();
        arrivals.add(1);
        arrivals.add(2);
        assertThat(arrivals.poll(0)).isEqualTo(1);
        assertThat(arrivals.poll(FOR_EVER)).isEqualTo(2);
        assertThat(arrivals.poll(-1)).isNull();
    }

    @Test
    void aWaitEndsWithoutAnArrivalButNotBeforeItsTime() throws Exception {
        Arrivals<Integer> arrivals = new Arrivals<>();
        long wait = Duration.ofMillis(20).toNanos();
        List<Future<Long>> waits = new ArrayList<>();
        for (int waiter = 0; waiter < 50; waiter++) {
            Arrivals<Integer> own = new Arrivals<>();
            waits.add(threads.submit(() -> {
                long began = System.nanoTime();
                assertThat(own.poll(wait)).isNull();
                return System.nanoTime() - began;
            }));
        }
        assertThat(arrivals.poll(wait)).isNull();
        for (Future<Long> waited : waits) {
            assertThat(waited.get()).isGreaterThanOrEqualTo(wait);
        }
    }

    @Test
    void noArrivalIsMissedHoweverItMeetsTheWait() throws Exception {
        Arrivals<Integer> arrivals = new Arrivals<>();
        int rounds = 20_000;
        Future<?> producer = threads.submit(() -> {
            for (int round = 0; round < rounds; round++) {
                arrivals.add(round);
                if (round % 7 == 0) {
                    Thread.yield();
                }
            }
        });
        for (int round = 0; round < rounds; round++) {
            assertThat(arrivals.poll(FOR_EVER)).isEqualTo(round);
        }
        producer.get();
    }

    @Test
    void whoIsInterruptedStopsWaiting() throws Exception {
        Arrivals<Integer> arrivals = new Arrivals<>();
        Future<@Nullable Integer> waiting = threads.submit(() -> {
            Thread.currentThread().interrupt();
            return arrivals.poll(FOR_EVER);
        });
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }
}
