package dev.anvil.gc.lease;

import java.util.Map;

/** Does many tasks of one type together, because that takes fewer calls. Idempotent, as a {@link TaskHandler} is. */
public interface BatchHandler {
    /** As many tasks as are done together; they take one hand. */
    int MOST = 64;

    TaskType type();

    /**
     * Asks the catalogue first, and stops with a task whose lease is gone, not with the others.
     *
     * @return how each went, but for those whose lease is gone. Where it throws, all of them are done again one by one, so that each
     *     fails for what is its own fault only
     */
    Map<Task, Outcome> handle(Map<Task, Lease> tasks) throws InterruptedException;
}
