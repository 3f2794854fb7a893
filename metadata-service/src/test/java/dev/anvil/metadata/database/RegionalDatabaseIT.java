package dev.anvil.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.anvil.metadata.RegionalCatalogue;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

class RegionalDatabaseIT {
    @Test
    void ofTwoThatWaitForEachOtherBothFinish() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            AtomicInteger attempts = new AtomicInteger();
            List<Callable<Integer>> crossing = List.of(
                    crossing(catalogue, 1, 2, bothHoldOne, attempts), crossing(catalogue, 2, 1, bothHoldOne, attempts));
            for (Future<Integer> done : threads.invokeAll(crossing)) {
                assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
            assertThat(attempts.get()).isEqualTo(3);
        }
    }

    @Test
    void aMistakeIsNotRepeated() {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> catalogue.database.statement(jdbc -> {
                        attempts.incrementAndGet();
                        return jdbc.sql("insert into bucket (bucket_id, versioning) values (gen_random_uuid(), 7)")
                                .update();
                    }))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(attempts.get()).isEqualTo(1);
        }
    }

    private static Callable<Integer> crossing(
            RegionalCatalogue catalogue, int first, int second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        return () -> catalogue.database.transaction(jdbc -> {
            boolean firstAttempt = attempts.incrementAndGet() <= 2;
            lock(jdbc, first);
            if (firstAttempt) {
                await(bothHoldOne);
            }
            lock(jdbc, second);
            return 1;
        });
    }

    private static void lock(JdbcClient jdbc, int name) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(?)")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
