package dev.anvil.gc.lease;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases as many tasks as it has hands free, and does each in a virtual thread of its own.
 *
 * <pre>
 *   a hand is free → ask the queue for as many tasks as hands are free (it waits a little) → one thread a task
 *   done → complete        postponed → postpone        exception → fail (the queue backs off)
 *   lease lost → stop, say nothing        worker stops → running tasks finish, the rest is handed back
 * </pre>
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration QUEUE_AWAY = Duration.ofSeconds(1);
    private static final Duration CANCELLED_WAIT = Duration.ofSeconds(2);
    private static final int MAX_ERROR = 1_000;

    private final TaskQueue queue;
    private final Map<TaskType, TaskHandler> handlers = new EnumMap<>(TaskType.class);
    private final WorkerSettings settings;
    private final InstantSource clock;
    private final TaskMeters meters;
    private final LeaseKeeper keeper;
    private final Semaphore hands;
    private final Thread poller = Thread.ofVirtual().name("task-poller").unstarted(this::poll);
    private volatile boolean stopping;
    private @Nullable String queueProblem;

    Worker(
            TaskQueue queue,
            List<TaskHandler> handlers,
            WorkerSettings settings,
            InstantSource clock,
            TaskMeters meters) {
        this.queue = queue;
        for (TaskHandler handler : handlers) {
            if (this.handlers.put(handler.type(), handler) != null) {
                throw new IllegalArgumentException("two handlers for " + handler.type());
            }
        }
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.keeper = new LeaseKeeper(queue, settings.lease());
        this.hands = new Semaphore(settings.concurrency());
        // Not the hands that are taken: those that wait for tasks are, too.
        meters.running(() -> keeper.held().size());
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
            int free = 0;
            try {
                hands.acquire();
                free = 1 + hands.drainPermits();
                free -= takeTasks(free);
            } catch (InterruptedException e) {
                // Only close() interrupts; the loop ends by its condition.
                continue;
            } finally {
                hands.release(free);
            }
        }
    }

    /** How many were taken. */
    private int takeTasks(int limit) throws InterruptedException {
        List<Task> tasks;
        try {
            tasks = queue.lease(limit, settings.lease(), settings.poll());
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
            tasks.forEach(this::handBack);
            return 0;
        }
        for (Task task : tasks) {
            Thread.ofVirtual().name("task-" + task.id()).start(() -> {
                try {
                    perform(task);
                } finally {
                    hands.release();
                }
            });
        }
        return tasks.size();
    }

    private void perform(Task task) {
        long begun = System.nanoTime();
        HeldLease lease = keeper.keep(task);
        String outcome;
        try {
            outcome = settle(task, lease, handle(task, lease));
        } catch (LeaseLost e) {
            outcome = "lost";
        } catch (InterruptedException e) {
            outcome = "lost";
        } catch (RuntimeException e) {
            outcome = fail(task, lease, e);
        } finally {
            keeper.release(lease);
        }
        if (outcome.equals("lost") && stopping) {
            outcome = handBack(task);
        }
        meters.ended(task, outcome, Duration.ofNanos(System.nanoTime() - begun), clock.instant());
    }

    private Outcome handle(Task task, Lease lease) throws InterruptedException {
        TaskHandler handler = handlers.get(task.type());
        if (handler == null) {
            return new Outcome.Postponed(settings.unknownAfter(), "this worker has no handler for " + task.type());
        }
        return handler.handle(task, lease);
    }

    private String settle(Task task, Lease lease, Outcome outcome) {
        lease.requireHeld();
        try {
            return switch (outcome) {
                case Outcome.Done done -> {
                    LOG.debug("{}: {}", task, done.what());
                    yield queue.complete(task) ? "done" : "lost";
                }
                case Outcome.Postponed later -> {
                    LOG.debug("{} waits {} s: {}", task, later.delay().toSeconds(), later.why());
                    yield queue.postpone(task, shorten(later.why()), later.delay()) ? "postponed" : "lost";
                }
            };
        } catch (RuntimeException e) {
            // The lease lapses, somebody does it again, and finds it done.
            LOG.warn("The outcome of {} could not be told: {}", task, e.getMessage());
            return "untold";
        }
    }

    private String fail(Task task, Lease lease, RuntimeException failure) {
        if (!lease.isHeld()) {
            return "lost";
        }
        LOG.warn("{} failed at attempt {}", task, task.attempts(), failure);
        try {
            String error = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            return queue.fail(task, shorten(error)) ? "failed" : "lost";
        } catch (RuntimeException e) {
            LOG.warn("The failure of {} could not be told: {}", task, e.getMessage());
            return "untold";
        }
    }

    private String handBack(Task task) {
        // The thread was interrupted to end the task; telling the queue must not end the same way.
        Thread.interrupted();
        try {
            return queue.postpone(task, "its worker stopped", Duration.ZERO) ? "handed back" : "lost";
        } catch (RuntimeException e) {
            LOG.warn("{} could not be handed back and waits for its lease to lapse: {}", task, e.getMessage());
            return "untold";
        }
    }

    private void reportQueue(@Nullable String problem) {
        if (problem != null && !problem.equals(queueProblem)) {
            LOG.warn("No tasks can be had, trying again: {}", problem);
        } else if (problem == null && queueProblem != null) {
            LOG.info("Tasks can be had again");
        }
        queueProblem = problem;
    }

    private static String shorten(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }
}
