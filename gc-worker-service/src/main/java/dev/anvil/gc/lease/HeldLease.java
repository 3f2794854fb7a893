package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Our lease of one task that is being done. */
final class HeldLease implements Lease {
    private final Task task;
    private final Runnable whenLost;
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile long heldUntilNanos;

    HeldLease(Task task, Runnable whenLost, Duration length) {
        this.task = task;
        this.whenLost = whenLost;
        this.heldUntilNanos = System.nanoTime() + length.toNanos();
    }

    Task task() {
        return task;
    }

    @Override
    public boolean isHeld() {
        return !lost.get() && heldUntilNanos - System.nanoTime() > 0;
    }

    void extended(long askedAtNanos, Duration length) {
        // From when we asked, not from when the answer came: the queue's clock began somewhere in between.
        heldUntilNanos = askedAtNanos + length.toNanos();
    }

    void lose() {
        if (lost.compareAndSet(false, true)) {
            whenLost.run();
        }
    }
}
