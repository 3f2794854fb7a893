package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the queue how tasks went. The answer is the outcome as it is counted: "lost" where the task was not ours any more. */
final class Reports {
    static final String LOST = "lost";

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);
    private static final String DONE = "done";
    private static final String UNTOLD = "untold";
    private static final int MAX_ERROR = 1_000;

    private final TaskQueue queue;

    Reports(TaskQueue queue) {
        this.queue = queue;
    }

    String settle(Task task, Lease lease, Outcome outcome) {
        if (!lease.isHeld()) {
            return LOST;
        }
        try {
            return switch (outcome) {
                case Outcome.Done done -> {
                    LOG.debug("{}: {}", task, done.what());
                    yield queue.complete(task) ? DONE : LOST;
                }
                case Outcome.Postponed later -> {
                    LOG.debug("{} waits {} s: {}", task, later.delay().toSeconds(), later.why());
                    yield queue.postpone(task, shorten(later.why()), later.delay()) ? "postponed" : LOST;
                }
            };
        } catch (RuntimeException e) {
            return untold(task, e);
        }
    }

    /** Of tasks that are done, in one call. */
    List<String> done(List<Task> tasks) {
        try {
            Set<Long> ours = queue.complete(tasks);
            return tasks.stream()
                    .map(task -> ours.contains(task.id()) ? DONE : LOST)
                    .toList();
        } catch (RuntimeException e) {
            return tasks.stream().map(task -> untold(task, e)).toList();
        }
    }

    String fail(Task task, Lease lease, Exception failure) {
        if (!lease.isHeld()) {
            return LOST;
        }
        try {
            String error = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            return queue.fail(task, shorten(error)) ? "failed" : LOST;
        } catch (RuntimeException e) {
            LOG.warn("The failure of {} could not be told: {}", task, e.getMessage());
            return UNTOLD;
        }
    }

    String handBack(Task task) {
        // The thread was interrupted to end the task; telling the queue must not end the same way.
        Thread.interrupted();
        try {
            return queue.postpone(task, "its worker stopped", Duration.ZERO) ? "handed back" : LOST;
        } catch (RuntimeException e) {
            LOG.warn("{} could not be handed back and waits for its lease to lapse: {}", task, e.getMessage());
            return UNTOLD;
        }
    }

    /** The lease lapses, somebody does it again, and finds it done. */
    private static String untold(Task task, RuntimeException failure) {
        LOG.warn("The outcome of {} could not be told: {}", task, failure.getMessage());
        return UNTOLD;
    }

    private static String shorten(String text) {
        return text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }
}
