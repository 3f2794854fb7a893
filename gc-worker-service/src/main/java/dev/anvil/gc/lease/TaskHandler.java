package dev.anvil.gc.lease;

/** Does tasks of one type. Idempotent; may run several times for one task, also at the same time. */
public interface TaskHandler {
    TaskType type();

    /**
     * Asks the catalogue first: the task is a hint that may be late, repeated or wrong.
     *
     * @param lease to be asked between steps: a handler whose lease is gone stops
     */
    Outcome handle(Task task, Lease lease) throws InterruptedException;
}
