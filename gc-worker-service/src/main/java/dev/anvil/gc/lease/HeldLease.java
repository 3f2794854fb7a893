package dev.anvil.gc.lease;

import java.time.Duration;

/** Our lease of one task that is being done. */
final class HeldLease implements Lease {
    private final Task task;
    private final Thread doer;
    private volatile long heldUntilNanos;
    private volatile boolean lost;

    HeldLease(Task task, Thread doer, Duration length) {
        this.task = task;
        this.doer = doer;
        this.heldUntilNanos = System.nanoTime() + length.toNanos();
    }

    Task task() {
        return task;
    }

    @Override
    public boolean isHeld() {
        return !lost && heldUntilNanos - System.nanoTime() > 0;
    }

    void extended(long askedAtNanos, Duration length) {
        // From when we asked, not from when the answer came: the queue's clock began somewhere in between.
        heldUntilNanos = askedAtNanos + length.toNanos();
    }

    void lose() {
        lost = true;
        doer.interrupt();
    }
}
