package dev.anvil.metadata.history;

import dev.anvil.metadata.Invariants;
import dev.anvil.metadata.RegionalCatalogue;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/**
 * Many clients on few keys, all versioning states mixed, the backends of PostgreSQL ended underneath: what each client was told
 * must have an order in which it makes sense, key by key. {@code -Danvil.linearizability.steps} makes it longer.
 */
class LinearizabilityIT {
    private static final int STEPS = Integer.getInteger("anvil.linearizability.steps", 60);

    @Test
    void whatClientsAreToldHasAnOrder() throws Exception {
        try (RegionalCatalogue catalogue = new RegionalCatalogue()) {
            run(catalogue, HistoryRun.seed());
        }
    }

    @Test
    void soItHasWhileConnectionsAreBroken() throws Exception {
        long seed = HistoryRun.seed();
        AtomicBoolean done = new AtomicBoolean();
        try (RegionalCatalogue catalogue = new RegionalCatalogue();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> endBackends(catalogue, done, new Random(seed)));
            try {
                run(catalogue, seed);
            } finally {
                done.set(true);
            }
        }
    }

    private static void run(RegionalCatalogue catalogue, long seed) throws Exception {
        HistoryRun run = new HistoryRun(new CatalogueKeys(catalogue), seed, STEPS);
        run.run();
        run.requireAnOrder();
        Invariants.hold(catalogue);
    }

    /** Each end breaks off what the connection was at: before its commit, after it, or between commit and answer. */
    private static void endBackends(RegionalCatalogue catalogue, AtomicBoolean done, Random random) {
        while (!done.get()) {
            try {
                catalogue.jdbc.sql("""
                                select pg_terminate_backend(pid) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
                                order by random() limit 2""").query(Boolean.class).list();
                TimeUnit.MILLISECONDS.sleep(5 + random.nextInt(20));
            } catch (DataAccessException e) {
                // Somebody ended the connection of who ends connections. It takes another one.
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
