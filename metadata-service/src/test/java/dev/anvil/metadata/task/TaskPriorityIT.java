package dev.anvil.metadata.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.TestPostgres;
import dev.anvil.model.RegionName;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each test has a region of its own. */
class TaskPriorityIT {
    private static final int WAITING = Integer.getInteger("anvil.tasks.waiting", 1_000_000);
    private static final short RECLAIM = 1;
    private static final short REPAIR = 2;
    private static final short EXPIRE = 4;
    private static final short OF_A_NEWER_SERVICE = 99;
    private static final LeaseTerm TERM = new LeaseTerm(Duration.ofMinutes(5));
    private static final WorkerId WORKER = new WorkerId("worker");

    private static HikariDataSource pool;
    private static JdbcClient jdbc;
    private static TaskRows rows;
    private static TaskQueue queue;

    @BeforeAll
    static void open() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestPostgres.migrated(Schema.GLOBAL).dataSource());
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
        rows = new TaskRows(jdbc);
        queue = new TaskQueue(
                rows,
                new TransactionTemplate(new JdbcTransactionManager(pool)),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), RandomGenerator.getDefault()),
                3,
                new Doorbell(),
                Optional.empty());
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void whatIsUrgentGoesFirstAndWalksGoLast() {
        RegionName region = new RegionName("order-1");
        insert(region, EXPIRE, RECLAIM, OF_A_NEWER_SERVICE, REPAIR);
        assertThat(rows.lease(region, WORKER, 2, TERM.length(), 3, false))
                .extracting(task -> task.type().code())
                .containsExactly((int) REPAIR, (int) RECLAIM);
        assertThat(rows.lease(region, WORKER, 1, TERM.length(), 3, true))
                .extracting(task -> task.type().code())
                .containsExactly((int) EXPIRE);
        assertThat(rows.lease(region, WORKER, 9, TERM.length(), 3, false))
                .extracting(task -> task.type().code())
                .containsExactly((int) OF_A_NEWER_SERVICE);
    }

    /** All of them are due, and older. */
    @Test
    void aMillionThatWaitDoNotDelayOneThatIsUrgent() throws InterruptedException {
        RegionName region = new RegionName("crowd-1");
        jdbc.sql("""
                        insert into task (type, priority, region, subject, due, created)
                        select 4, 2, ?, i::text, now() - interval '1 hour', now() from generate_series(1, ?) as i""").params(region.value(), WAITING).update();
        int rounds = 20;
        long[] nanos = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            insert(region, REPAIR);
            long began = System.nanoTime();
            Task first = lease(region, 1).getFirst();
            if (first.type().code() != REPAIR) {
                // It was the turn of the lowest; then the next is not.
                first = lease(region, 1).getFirst();
            }
            nanos[round] = System.nanoTime() - began;
            assertThat(first.type().code()).isEqualTo(REPAIR);
            assertThat(queue.complete(new Lease(first.id(), first.fence()))).isTrue();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "an urgent task while %,d others are due: leased within %.1f ms (median), %.1f ms (worst of %d)%n",
                WAITING, nanos[rounds / 2] / 1e6, nanos[rounds - 1] / 1e6, rounds);
        assertThat(Duration.ofNanos(nanos[rounds / 2])).isLessThan(Duration.ofMillis(200));
    }

    @Test
    void whatCanWaitIsNotForgotten() throws InterruptedException {
        RegionName region = new RegionName("patience-1");
        insert(region, EXPIRE);
        boolean leased = false;
        for (int look = 0; look < 16 && !leased; look++) {
            insert(region, REPAIR, REPAIR);
            leased = lease(region, 1).stream().anyMatch(task -> task.type().code() == EXPIRE);
        }
        assertThat(leased).isTrue();
    }

    /** While a service is upgraded, the version before this one puts and leases tasks in the same table. */
    @Test
    void theVersionBeforeWorksOn() {
        RegionName region = new RegionName("upgrade-1");
        jdbc.sql("insert into task (type, region, subject, due, created) values (1, ?, 'by the old', now(), now())")
                .param(region.value())
                .update();
        insert(region, REPAIR);
        List<String> leasedByTheOld =
                jdbc.sql("""
                        with leasable as (
                            select task_id from task
                            where region = ? and state <> 'DEAD_LETTER' and coalesce(lease_until, due) <= now()
                            order by coalesce(lease_until, due)
                            limit 1
                            for update skip locked)
                        update task set state = 'RUNNING', lease_until = now() + interval '1 minute',
                            attempts = attempts + 1, fence = fence + 1, worker = 'old'
                        from leasable where task.task_id = leasable.task_id
                        returning subject""").param(region.value()).query(String.class).list();
        assertThat(leasedByTheOld).hasSize(1);
        assertThat(rows.lease(region, WORKER, 9, TERM.length(), 3, false)).hasSize(1);
    }

    private static List<Task> lease(RegionName region, int limit) throws InterruptedException {
        return queue.lease(region, WORKER, limit, TERM, Duration.ZERO, () -> true);
    }

    /** In their order, the first the oldest. */
    private static void insert(RegionName region, short... types) {
        for (int i = 0; i < types.length; i++) {
            long id = System.nanoTime();
            Timestamp due = Timestamp.from(Instant.now().minusSeconds(60L + types.length - i));
            rows.insert(region, List.of(new OutboxEntry(id, types[i], "subject " + id, due)));
        }
    }
}
