package dev.anvil.gc.lease;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as many tasks as it has hands free, and does each in a virtual thread of its own. Tasks of a type that is done together come
 * by the portion: as many as one hand does at a time.
 *
 * <pre>
 *   a hand is free → ask the queue for as many portions as hands are free (it waits a little) → one thread a portion
 *   done → complete        postponed → postpone        exception → fail (the queue backs off)
 *   lease lost → stop, say nothing        worker stops → running tasks finish, the rest is handed back
 * </pre>
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration QUEUE_AWAY = Duration.ofSeconds(1);
    /** What becomes due one by one is taken by the handful: nobody waits for it, and each question costs the queue something. */
    private static final Duration GATHER = Duration.ofMillis(100);

    private static final Duration CANCELLED_WAIT = Duration.ofSeconds(2);

    private final TaskQueue queue;
    private final Map<TaskType, TaskHandler> handlers;
    private final Map<TaskType, BatchHandler> batchHandlers;
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final TaskMeters meters;
    private final LeaseKeeper keeper;
    private final Reports reports;
    private final Semaphore hands;
    private final Thread poller = Thread.ofVirtual().name("task-poller").unstarted(this::poll);
    private volatile boolean stopping;
    private @Nullable String queueProblem;

    Worker(
            TaskQueue queue,
            List<TaskHandler> handlers,
            List<BatchHandler> batchHandlers,
            WorkerSettings settings,
            InstantSource clock,
            TaskMeters meters) {
        this.queue = queue;
        this.handlers = byType(handlers, TaskHandler::type);
        this.batchHandlers = byType(batchHandlers, BatchHandler::type);
        if (!Collections.disjoint(this.handlers.keySet(), this.batchHandlers.keySet())) {
            throw new IllegalArgumentException("two handlers for one of " + this.batchHandlers.keySet());
        }
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.keeper = new LeaseKeeper(queue, settings.lease());
        this.reports = new Reports(queue);
        this.hands = new Semaphore(settings.concurrency());
        // Not the hands that are taken: those that wait for tasks are, too.
        meters.running(() -> keeper.held().size());
    }

    private static <H> Map<TaskType, H> byType(List<H> handlers, Function<H, TaskType> type) {
        Map<TaskType, H> byType = new EnumMap<>(TaskType.class);
        for (H handler : handlers) {
            if (byType.put(type.apply(handler), handler) != null) {
                throw new IllegalArgumentException("two handlers for " + type.apply(handler));
            }
        }
        return byType;
    }

    public void start() {
        keeper.start();
        poller.start();
    }

    /** Takes no more tasks, lets those that run finish for a while, then hands the rest back. */
    @Override
    public void close() {
        if (stopping || poller.getState() == Thread.State.NEW) {
            return;
        }
        stopping = true;
        poller.interrupt();
        try {
            poller.join(CANCELLED_WAIT);
            if (!allHandsFree(settings.drain())) {
                keeper.held().forEach(HeldLease::lose);
                allHandsFree(CANCELLED_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            keeper.stop();
        }
    }

    private boolean allHandsFree(Duration wait) throws InterruptedException {
        return hands.tryAcquire(settings.concurrency(), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        while (!stopping) {
            try {
                if (takeWhatIsDue()) {
                    Thread.sleep(GATHER);
                }
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop ends by its condition.
                continue;
            }
        }
    }

    /** Whether there were some, but not as many as there are hands. */
    private boolean takeWhatIsDue() throws InterruptedException {
        hands.acquire();
        int free = 1 + hands.drainPermits();
        int taken = 0;
        try {
            taken = takeTasks(free);
        } finally {
            hands.release(free - taken);
        }
        return taken > 0 && taken < free;
    }

    /** How many hands they take. */
    private int takeTasks(int limit) throws InterruptedException {
        List<Task> tasks;
        try {
            tasks = queue.lease(limit, batchHandlers.keySet(), settings.lease(), settings.poll());
        } catch (RuntimeException e) {
            if (!stopping) {
                reportQueue(String.valueOf(e.getMessage()));
                Thread.sleep(QUEUE_AWAY);
            }
            return 0;
        }
        reportQueue(null);
        if (stopping) {
            // The queue answered while the worker stopped: nobody else can have these before their lease lapses.
            tasks.forEach(reports::handBack);
            return 0;
        }
        List<List<Task>> portions = Portions.of(tasks, batchHandlers.keySet());
        for (List<Task> portion : portions) {
            Thread.ofVirtual().name("task-" + portion.getFirst().id()).start(() -> {
                try {
                    perform(portion);
                } finally {
                    hands.release();
                }
            });
        }
        return portions.size();
    }

    private void perform(List<Task> portion) {
        long begun = System.nanoTime();
        BatchHandler together = batchHandlers.get(portion.getFirst().type());
        if (together == null) {
            portion.forEach(task -> ended(task, perform(task), begun));
        } else {
            new BatchRun(together, keeper, reports, (task, outcome) -> ended(task, outcome, begun)).perform(portion);
        }
    }

    private String perform(Task task) {
        HeldLease lease = keeper.keep(task, Thread.currentThread()::interrupt);
        try {
            return reports.settle(task, lease, handle(task, lease));
        } catch (LeaseLost | InterruptedException e) {
            return Reports.LOST;
        } catch (RuntimeException e) {
            LOG.warn("{} failed at attempt {}", task, task.attempts(), e);
            return reports.fail(task, lease, e);
        } finally {
            keeper.release(lease);
        }
    }

    private void ended(Task task, String outcome, long begun) {
        String told = outcome.equals(Reports.LOST) && stopping ? reports.handBack(task) : outcome;
        meters.ended(task, told, Duration.ofNanos(System.nanoTime() - begun), clock.instant());
    }

    private Outcome handle(Task task, Lease lease) throws InterruptedException {
        TaskHandler handler = handlers.get(task.type());
        if (handler == null) {
            return new Outcome.Postponed(settings.unknownAfter(), "this worker has no handler for " + task.type());
        }
        return handler.handle(task, lease);
    }

    private void reportQueue(@Nullable String problem) {
        if (problem != null && !problem.equals(queueProblem)) {
            LOG.warn("No tasks can be had, trying again: {}", problem);
        } else if (problem == null && queueProblem != null) {
            LOG.info("Tasks can be had again");
        }
        queueProblem = problem;
    }
}
