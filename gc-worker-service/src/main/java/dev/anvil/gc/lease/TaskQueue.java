package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The queue of tasks. Who is not named in an answer, or is answered {@code false}, has lost the lease. */
public interface TaskQueue {
    /**
     * Due tasks; waits a while for the first.
     *
     * @param limit how many, where up to {@link BatchHandler#MOST} of a type that is done together count as one
     */
    List<Task> lease(int limit, Set<TaskType> together, Duration lease, Duration wait);

    /** The ids of those that are ours still. */
    Set<Long> extend(List<Task> tasks, Duration lease);

    boolean complete(Task task);

    /** The ids of those that were ours. */
    Set<Long> complete(List<Task> tasks);

    /** Tried again with exponential backoff, a limited number of times. */
    boolean fail(Task task, String error);

    /** Tried again after the wait, any number of times. */
    boolean postpone(Task task, String why, Duration wait);
}
