package dev.anvil.gc.lease;

/** Whether a task is still ours. */
@FunctionalInterface
public interface Lease {
    boolean isHeld();

    /** @throws LeaseLost where another worker may have the task by now */
    default void requireHeld() {
        if (!isHeld()) {
            throw new LeaseLost();
        }
    }
}
