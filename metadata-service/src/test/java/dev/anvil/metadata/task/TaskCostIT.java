package dev.anvil.metadata.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.anvil.metadata.database.Schema;
import dev.anvil.metadata.database.ServedDatabase;
import dev.anvil.model.RegionName;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A task costs the task, however many there are and whatever PostgreSQL believed when it made its plans. The worst that it may
 * believe is that there are none: a queue is analysed when it is empty, its plans are kept, and then it fills. Counted in rows of the
 * table and entries of its indexes that were read, which no load of the machine changes.
 */
class TaskCostIT {
    private static final int WAITING = 50_000;
    private static final int USES_UNTIL_A_PLAN_IS_KEPT = 8;
    private static final int SOME = 5;
    private static final int MANY = 64;
    private static final long MOST_READ_FOR_ONE = 20;
    /** Entries of what the other tests have just leased, in front of the index: passed over once. */
    private static final long LEFT_BEHIND = 500;

    private static final short RECLAIM = 1;
    private static final short EXPIRE = 4;
    private static final RegionName REGION = new RegionName("cost-1");
    private static final WorkerId WORKER = new WorkerId("worker");
    private static final LeaseTerm TERM = new LeaseTerm(Duration.ofMinutes(5));

    private static final ServedDatabase DATABASE = new ServedDatabase(Schema.GLOBAL, 2);
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());
    private static final TransactionTemplate TRANSACTIONS =
            new TransactionTemplate(new JdbcTransactionManager(DATABASE.dataSource()));
    private static final TaskRows ROWS = new TaskRows(JDBC);
    private static final TaskQueue QUEUE = new TaskQueue(
            ROWS,
            TRANSACTIONS,
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(2), RandomGenerator.getDefault()),
            3,
            new Doorbell(),
            Optional.empty());

    private static int subjects;

    @BeforeAll
    static void plansOfAnEmptyQueue() {
        JDBC.sql("alter table task set (autovacuum_enabled = off)").update();
        JDBC.sql("analyze task").update();
        for (int use = 0; use < USES_UNTIL_A_PLAN_IS_KEPT; use++) {
            everything();
        }
        JDBC.sql("truncate task").update();
        JDBC.sql("analyze task").update();
        for (int use = 0; use < USES_UNTIL_A_PLAN_IS_KEPT; use++) {
            ROWS.lease(REGION, WORKER, SOME, TERM.length(), 3, false);
            ROWS.lease(new TaskType(RECLAIM), REGION, WORKER, SOME, TERM.length(), 3);
            tell(new Lease(1, 1));
        }
        JDBC.sql("""
                        insert into task (type, priority, region, subject, due, created)
                        select ?, 1, ?, 'waits ' || i, now() - interval '1 hour', now() from generate_series(1, ?) as i""").params(RECLAIM, REGION.value(), WAITING).update();
        JDBC.sql("""
                        insert into task (type, priority, region, subject, due, created)
                        select ?, 2, ?, 'can wait ' || i, now() - interval '2 hours', now() from generate_series(1, ?) as i""").params(EXPIRE, REGION.value(), WAITING).update();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void aLeaseReadsWhatItLeases() {
        assertThat(read(() -> ROWS.lease(REGION, WORKER, SOME, TERM.length(), 3, false)))
                .isBetween((long) SOME, LEFT_BEHIND + SOME * MOST_READ_FOR_ONE);
    }

    @Test
    void whatIsSaidOfATaskReadsThatTask() {
        List<Lease> leases = leases(SOME);
        assertThat(read(() -> QUEUE.extend(leases.get(0), TERM))).isBetween(1L, MOST_READ_FOR_ONE);
        assertThat(read(() -> QUEUE.complete(leases.get(0)))).isBetween(1L, MOST_READ_FOR_ONE);
        assertThat(read(() -> QUEUE.postpone(leases.get(1), "later", Optional.empty())))
                .isBetween(1L, MOST_READ_FOR_ONE);
        assertThat(read(() -> QUEUE.fail(leases.get(2), "broken", Optional.empty())))
                .isBetween(1L, MOST_READ_FOR_ONE);
        assertThat(read(() -> QUEUE.complete(leases.get(0)))).as("lost").isLessThan(MOST_READ_FOR_ONE);
    }

    @Test
    void whatIsLeasedAlongReadsWhatItLeases() {
        assertThat(read(() -> ROWS.lease(new TaskType(RECLAIM), REGION, WORKER, MANY, TERM.length(), 3)))
                .isBetween((long) MANY, LEFT_BEHIND + MANY * MOST_READ_FOR_ONE);
    }

    @Test
    void whatIsSaidOfManyTasksReadsThose() {
        List<Lease> leases = leases(MANY);
        assertThat(read(() -> assertThat(QUEUE.extend(leases, TERM)).hasSize(MANY)))
                .isBetween((long) MANY, MANY * MOST_READ_FOR_ONE);
        assertThat(read(() -> assertThat(QUEUE.complete(leases)).hasSize(MANY)))
                .isBetween((long) MANY, MANY * MOST_READ_FOR_ONE);
    }

    @Test
    void whatComesInReadsNothing() {
        assertThat(read(() -> insert(SOME))).isLessThan(SOME * MOST_READ_FOR_ONE);
    }

    private static void everything() {
        insert(SOME);
        leases(SOME).forEach(TaskCostIT::tell);
    }

    private static void tell(Lease lease) {
        QUEUE.extend(lease, TERM);
        QUEUE.postpone(lease, "later", Optional.of(Duration.ZERO));
        QUEUE.fail(lease, "broken", Optional.of(Duration.ZERO));
        QUEUE.complete(lease);
        QUEUE.extend(List.of(lease), TERM);
        QUEUE.complete(List.of(lease));
    }

    private static List<Lease> leases(int count) {
        return ROWS.lease(REGION, WORKER, count, TERM.length(), 3, false).stream()
                .map(task -> new Lease(task.id(), task.fence()))
                .toList();
    }

    private static void insert(int count) {
        Timestamp due = Timestamp.from(Instant.now().minusSeconds(60));
        ROWS.insert(
                REGION,
                IntStream.range(0, count)
                        .mapToObj(i -> new OutboxEntry(++subjects, RECLAIM, "subject " + subjects, due))
                        .toList());
    }

    /** PostgreSQL counts for the transaction what it has read in it, so that nothing else is counted. */
    private static long read(Runnable work) {
        return TRANSACTIONS.execute(transaction -> {
            long before = readByThisTransaction();
            work.run();
            return readByThisTransaction() - before;
        });
    }

    private static long readByThisTransaction() {
        return JDBC.sql("""
                        select sum(pg_stat_get_xact_tuples_returned(oid)) from pg_class
                        where oid = 'task'::regclass
                            or oid in (select indexrelid from pg_index where indrelid = 'task'::regclass)""").query(Long.class).single();
    }
}
