package dev.anvil.metadata.task;

import dev.anvil.metadata.Page;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

public final class TaskQueue {
    public static final int MAX_LEASES = 100;
    public static final int MAX_PAGE = 1_000;
    private static final int MAX_TOLD = 1_000;
    private static final int MOST_ALONG = 1_000;
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration LONGEST_DELAY = Duration.ofDays(7);
    private static final int MAX_ERROR_CHARACTERS = 4_096;

    /** One lease in so many begins with the lowest priority: what is urgent waits for no more than that, and nothing for ever. */
    private static final int TURNS = 8;

    /** Tasks that another replica relayed, or that became due, are found by looking. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final TaskRows rows;
    private final TransactionTemplate transactions;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Doorbell arrivals;
    private final Optional<Outbox> outbox;
    private final AtomicInteger turns = new AtomicInteger();

    TaskQueue(
            TaskRows rows,
            TransactionTemplate transactions,
            Backoff backoff,
            int maxAttempts,
            Doorbell arrivals,
            Optional<Outbox> outbox) {
        this.rows = rows;
        this.transactions = transactions;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.arrivals = arrivals;
        this.outbox = outbox;
    }

    /** Waits for tasks until there are some, the wait is over, or nobody is interested any more. */
    public List<Task> lease(
            RegionName region, WorkerId worker, int limit, LeaseTerm term, Duration wait, BooleanSupplier interested)
            throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long heard = arrivals.heard();
            List<Task> leased = rows.lease(region, worker, limit, term.length(), maxAttempts, isTurnOfLowest());
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!leased.isEmpty() || !left.isPositive() || !interested.getAsBoolean()) {
                return leased;
            }
            arrivals.await(heard, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            if (!interested.getAsBoolean()) {
                return List.of();
            }
        }
    }

    /** What comes along with tasks that were just leased, since they are done together with more of their type. */
    public List<Task> leaseAlong(
            List<Task> leased, Together together, RegionName region, WorkerId worker, LeaseTerm term) {
        List<Task> along = new ArrayList<>();
        for (TaskType type : together.types()) {
            long brought =
                    leased.stream().filter(task -> task.type().equals(type)).count();
            int more = (int) Math.min(brought * (together.most() - 1), MOST_ALONG);
            if (more > 0) {
                along.addAll(rows.lease(type, region, worker, more, term.length(), maxAttempts));
            }
        }
        return along;
    }

    private boolean isTurnOfLowest() {
        return turns.updateAndGet(turn -> (turn + 1) % TURNS) == 0;
    }

    public boolean extend(Lease lease, LeaseTerm term) {
        return rows.extend(lease, term.length());
    }

    /** The ids of the tasks whose leases are good. */
    public List<Long> extend(List<Lease> leases, LeaseTerm term) {
        return rows.extend(bounded(leases), term.length());
    }

    /** The ids of the tasks whose leases were good. */
    public List<Long> complete(List<Lease> leases) {
        return rows.delete(bounded(leases));
    }

    public boolean complete(Lease lease) {
        return rows.delete(lease);
    }

    /** A wait is no failure: it takes back the attempt that the lease counted. */
    public boolean postpone(Lease lease, String why, Optional<Duration> delay) {
        return release(
                lease,
                attempts -> rows.release(
                        lease,
                        TaskState.PENDING,
                        attempts - 1,
                        bounded(delay.orElseGet(() -> backoff.after(1))),
                        shortened(why)));
    }

    public boolean fail(Lease lease, String error, Optional<Duration> delay) {
        return release(
                lease,
                attempts -> rows.release(
                        lease,
                        attempts < maxAttempts ? TaskState.PENDING : TaskState.DEAD_LETTER,
                        attempts,
                        bounded(delay.orElseGet(() -> backoff.after(attempts))),
                        shortened(error)));
    }

    public Page<Task> list(@Nullable TaskState state, @Nullable TaskType type, long after, int limit) {
        return Page.of(rows.list(state, type, after, limit + 1), limit, task -> task);
    }

    public Task get(long id) {
        return rows.find(id).orElseThrow(() -> unknown(id));
    }

    /** Removes a task that nobody works on. */
    public Task cancel(long id) {
        return rows.deleteIdle(id)
                .orElseThrow(() -> rows.find(id)
                        .map(running -> new ServiceFailure(
                                Kind.PRECONDITION,
                                "CONFLICT",
                                "task " + id + " is running and cannot be stopped; cancel it when it has failed"))
                        .orElseGet(() -> unknown(id)));
    }

    private static ServiceFailure unknown(long id) {
        return new ServiceFailure(Kind.NOT_FOUND, "NOT_FOUND", "there is no task " + id);
    }

    /** Starts a dead letter, or a task that waits, over again. */
    public Task retry(long id) {
        Task task = rows.retryNow(id)
                .orElseThrow(() -> rows.find(id)
                        .map(running -> new ServiceFailure(
                                Kind.PRECONDITION, "CONFLICT", "task " + id + " is running; it needs no retry"))
                        .orElseGet(() -> unknown(id)));
        arrivals.ring();
        return task;
    }

    /** Adds a task unless there is one like it. Answers whether it was added. */
    public boolean request(RegionName region, TaskType type, String subject) {
        boolean added = rows.request(region, type, subject);
        arrivals.ring();
        return added;
    }

    public List<TaskCount> count() {
        return rows.count();
    }

    /** What waits in the outbox of this process's region. */
    public long countOutbox() {
        return outbox.map(Outbox::count).orElse(0L);
    }

    private boolean release(Lease lease, IntConsumer how) {
        return transactions.execute(transaction -> {
            OptionalInt attempts = rows.attemptsOf(lease);
            attempts.ifPresent(how);
            return attempts.isPresent();
        });
    }

    private static List<Lease> bounded(List<Lease> leases) {
        if (leases.size() > MAX_TOLD) {
            throw new IllegalArgumentException("at most " + MAX_TOLD + " tasks are told of at once");
        }
        return leases;
    }

    private static Duration bounded(Duration delay) {
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    private static String shortened(String error) {
        String storable = error.replace('\0', ' ');
        return storable.length() <= MAX_ERROR_CHARACTERS ? storable : storable.substring(0, MAX_ERROR_CHARACTERS);
    }
}
