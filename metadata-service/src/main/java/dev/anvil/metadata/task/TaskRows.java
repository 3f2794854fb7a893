package dev.anvil.metadata.task;

import dev.anvil.model.RegionName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of tasks. Every time in it is the database's own, since workers and replicas have clocks of their own. */
final class TaskRows {
    private static final String COLUMNS =
            "task_id, type, priority, region, subject, state, attempts, last_error, due, created, fence";

    /**
     * Running is what has a time until when it is leased, by a constraint. Said by the state, PostgreSQL may see that an index of
     * what can be leased has all such rows, and walk through that, where its statistics say that the table is empty.
     */
    private static final String RUNNING = "lease_until is not null";

    private static final String LEASED = " where task_id = :task and fence = :fence and " + RUNNING;

    /** The same of many. Not a join, as that may be made by walking through the table. */
    private static final String LEASED_SO =
            " where task_id = any (:tasks) and fence = (:fences::bigint[])[array_position(:tasks, task_id)] and "
                    + RUNNING;

    private static final Short[] HIGHEST_FIRST =
            Arrays.stream(TaskPriority.values()).map(TaskPriority::number).toArray(Short[]::new);
    private static final Short[] LOWEST_FIRST =
            List.of(HIGHEST_FIRST).reversed().toArray(Short[]::new);

    private final JdbcClient jdbc;

    TaskRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The oldest of the highest priority that there is, or of the lowest where {@code lowestFirst}. A task whose worker vanished on
     * the last attempt is buried here, since nobody else would.
     */
    List<Task> lease(
            RegionName region, WorkerId worker, int limit, Duration term, int maxAttempts, boolean lowestFirst) {
        return lease("", lowestFirst ? LOWEST_FIRST : HIGHEST_FIRST, region, worker, limit, term, maxAttempts);
    }

    /** The oldest of one type. Others of its priority are passed over, and those of other priorities are not looked at. */
    List<Task> lease(TaskType type, RegionName region, WorkerId worker, int limit, Duration term, int maxAttempts) {
        Short[] priority = {TaskPriority.of(type).number()};
        return lease(" and type = " + type.code(), priority, region, worker, limit, term, maxAttempts);
    }

    private List<Task> lease(
            String ofType,
            Short[] priorities,
            RegionName region,
            WorkerId worker,
            int limit,
            Duration term,
            int maxAttempts) {
        return jdbc
                .sql("""
                        with leasable as (
                            select one.task_id
                            from unnest(:priorities::smallint[]) as level (priority)
                            cross join lateral (
                                select task_id from task
                                where region = :region and task.priority = level.priority and state <> 'DEAD_LETTER'
                                    and coalesce(lease_until, due) <= now()%s
                                order by coalesce(lease_until, due)
                                limit :limit
                                for update skip locked) one
                            limit :limit)
                        update task set
                            state = case when attempts < :most then 'RUNNING' else 'DEAD_LETTER' end,
                            lease_until = case when attempts < :most then now() + :term * interval '1 millisecond' end,
                            last_error = case when attempts < :most then last_error
                                else 'the last of ' || attempts || ' attempts did not come back: ' || worker end,
                            attempts = least(attempts + 1, :most),
                            fence = fence + 1,
                            worker = :worker
                        -- Not a join: that may be made by walking through the table.
                        where task_id = any (array(select task_id from leasable))
                        returning\s""".formatted(ofType) + COLUMNS)
                .param("priorities", priorities)
                .param("region", region.value())
                .param("limit", limit)
                .param("most", maxAttempts)
                .param("term", term.toMillis())
                .param("worker", worker.value())
                .query(TaskRows::task)
                .list()
                .stream()
                .filter(task -> task.state() == TaskState.RUNNING)
                .sorted(Comparator.comparing(Task::priority)
                        .thenComparing(Task::due)
                        .thenComparing(Task::id))
                .toList();
    }

    boolean extend(Lease lease, Duration term) {
        return onLease("update task set lease_until = now() + :term * interval '1 millisecond'" + LEASED, lease)
                        .param("term", term.toMillis())
                        .update()
                == 1;
    }

    /** The ids of those that are still leased so. */
    List<Long> extend(List<Lease> leases, Duration term) {
        return onLeases(
                        "update task set lease_until = now() + :term * interval '1 millisecond'"
                                + LEASED_SO
                                + " returning task_id",
                        leases)
                .param("term", term.toMillis())
                .query(Long.class)
                .list();
    }

    /** The ids of those that were leased so. */
    List<Long> delete(List<Lease> leases) {
        return onLeases("delete from task" + LEASED_SO + " returning task_id", leases)
                .query(Long.class)
                .list();
    }

    boolean delete(Lease lease) {
        return onLease("delete from task" + LEASED, lease).update() == 1;
    }

    /** Behind a row lock; empty when the lease was lost. */
    OptionalInt attemptsOf(Lease lease) {
        return onLease("select attempts from task" + LEASED + " for update", lease)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    void release(Lease lease, TaskState state, int attempts, Duration wait, String error) {
        onLease("""
                        update task set state = :state, lease_until = null, attempts = :attempts, last_error = :error,
                            due = now() + :wait * interval '1 millisecond'
                        """ + LEASED, lease)
                .param("state", state.name())
                .param("attempts", attempts)
                .param("error", error)
                .param("wait", wait.toMillis())
                .update();
    }

    List<Task> list(@Nullable TaskState state, @Nullable TaskType type, long after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from task where task_id > :after"
                        + (state == null ? "" : " and state = '" + state.name() + "'")
                        + (type == null ? "" : " and type = " + type.code())
                        + " order by task_id limit :limit")
                .param("after", after)
                .param("limit", limit)
                .query(TaskRows::task)
                .list();
    }

    Optional<Task> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from task where task_id = ?")
                .param(id)
                .query(TaskRows::task)
                .optional();
    }

    Optional<Task> deleteIdle(long id) {
        return jdbc.sql("delete from task where task_id = ? and state <> 'RUNNING' returning " + COLUMNS)
                .param(id)
                .query(TaskRows::task)
                .optional();
    }

    Optional<Task> retryNow(long id) {
        return jdbc.sql("""
                        update task set state = 'PENDING', attempts = 0, due = now()
                        where task_id = ? and state <> 'RUNNING'
                        returning\s""" + COLUMNS).param(id).query(TaskRows::task).optional();
    }

    List<TaskCount> count() {
        return jdbc.sql("select type, state, count(*) as tasks, min(due) as oldest from task group by type, state")
                .query((row, index) -> new TaskCount(
                        new TaskType(row.getInt("type")),
                        TaskState.valueOf(row.getString("state")),
                        row.getLong("tasks"),
                        row.getTimestamp("oldest").toInstant()))
                .list();
    }

    /** What is there already stays as it is: a relay may say everything twice. */
    void insert(RegionName region, List<OutboxEntry> entries) {
        jdbc.sql("""
                        insert into task (type, priority, region, subject, outbox_id, due, created)
                        select type, priority, ?, subject, outbox_id, due, now()
                        from unnest(?::smallint[], ?::smallint[], ?::text[], ?::bigint[], ?::timestamptz[])
                            as entry (type, priority, subject, outbox_id, due)
                        on conflict do nothing""")
                .params(
                        region.value(),
                        entries.stream().map(OutboxEntry::type).toArray(Short[]::new),
                        entries.stream()
                                .map(entry -> TaskPriority.of(new TaskType(entry.type()))
                                        .number())
                                .toArray(Short[]::new),
                        entries.stream().map(OutboxEntry::subject).toArray(String[]::new),
                        entries.stream().map(OutboxEntry::id).toArray(Long[]::new),
                        entries.stream().map(OutboxEntry::due).toArray(Timestamp[]::new))
                .update();
    }

    boolean request(RegionName region, TaskType type, String subject) {
        return jdbc.sql("""
                        insert into task (type, priority, region, subject, due, created)
                        values (?, ?, ?, ?, now(), now())
                        on conflict do nothing""")
                        .params(type.code(), TaskPriority.of(type).number(), region.value(), subject)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec onLease(String sql, Lease lease) {
        return jdbc.sql(sql).param("task", lease.taskId()).param("fence", lease.fence());
    }

    private JdbcClient.StatementSpec onLeases(String sql, List<Lease> leases) {
        return jdbc.sql(sql)
                .param("tasks", leases.stream().map(Lease::taskId).toArray(Long[]::new))
                .param("fences", leases.stream().map(Lease::fence).toArray(Long[]::new));
    }

    private static Task task(ResultSet row, int index) throws SQLException {
        String error = row.getString("last_error");
        return new Task(
                row.getLong("task_id"),
                new TaskType(row.getInt("type")),
                TaskPriority.ofNumber(row.getInt("priority")),
                new RegionName(row.getString("region")),
                row.getString("subject"),
                TaskState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                error == null ? "" : error,
                row.getTimestamp("due").toInstant(),
                row.getTimestamp("created").toInstant(),
                row.getLong("fence"));
    }
}
