package dev.anvil.metadata.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.model.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks a second through eight workers, alone and with a million others waiting. On request: {@code -Danvil.benchmark=true}. */
@EnabledIfSystemProperty(named = "anvil.benchmark", matches = "true")
class TaskQueueSpeedIT {
    private static final int WORKERS = 8;
    private static final int TASKS = Integer.getInteger("anvil.tasks.count", 20_000);
    private static final int WAITING = Integer.getInteger("anvil.tasks.waiting", 1_000_000);
    private static final RegionName REGION = new RegionName("speed-1");

    @Test
    void throughput() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated(Schema.GLOBAL).dataSource());
        config.setMaximumPoolSize(2 * WORKERS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            TaskQueue queue = new TaskQueue(
                    new TaskRows(jdbc),
                    new TransactionTemplate(new JdbcTransactionManager(pool)),
                    new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), RandomGenerator.getDefault()),
                    3,
                    new Doorbell(),
                    Optional.empty());
            work(jdbc, queue, "warming up");
            work(jdbc, queue, "alone");
            // They are due later, in the same region and index.
            jdbc.sql("""
                            insert into task (type, region, subject, due, created)
                            select 1, ?, i::text, now() + interval '1 day', now() from generate_series(1, ?) as i""").params(REGION.value(), WAITING).update();
            work(jdbc, queue, "while %,d others wait".formatted(WAITING));
        }
    }

    private static void work(JdbcClient jdbc, TaskQueue queue, String when) throws Exception {
        long began = System.nanoTime();
        jdbc.sql("""
                        insert into task (type, region, subject, due, created)
                        select 1, ?, i::text, now(), now() from generate_series(1, ?) as i""").params(REGION.value(), TASKS).update();
        int done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> workers = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                WorkerId id = new WorkerId("worker-" + worker);
                workers.add(threads.submit(() -> workOff(queue, id)));
            }
            for (Future<Integer> worker : workers) {
                done += worker.get();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf("%s: %,.0f tasks/s through %d workers%n", when, done / seconds, WORKERS);
        assertThat(done).isEqualTo(TASKS);
    }

    private static int workOff(TaskQueue queue, WorkerId worker) throws InterruptedException {
        int done = 0;
        while (true) {
            List<Task> leased =
                    queue.lease(REGION, worker, 50, new LeaseTerm(Duration.ofMinutes(5)), Duration.ZERO, () -> true);
            if (leased.isEmpty()) {
                return done;
            }
            for (Task task : leased) {
                done += queue.complete(new Lease(task.id(), task.fence())) ? 1 : 0;
            }
        }
    }
}
