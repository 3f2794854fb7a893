package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.List;

/** The queue of tasks. Answers of {@code false} mean that the lease is not ours any more. */
public interface TaskQueue {
    /** Up to {@code limit} due tasks; waits a while for the first. */
    List<Task> lease(int limit, Duration lease, Duration wait);

    boolean extend(Task task, Duration lease);

    boolean complete(Task task);

    /** Tried again with exponential backoff, a limited number of times. */
    boolean fail(Task task, String error);

    /** Tried again after the wait, any number of times. */
    boolean postpone(Task task, String why, Duration wait);
}
