package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends the leases of all tasks that are being done, and stops those whose lease was lost. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int EXTENSIONS_PER_LEASE = 3;

    private final TaskQueue queue;
    private final Duration length;
    private final Set<HeldLease> held = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofVirtual().name("lease-keeper").unstarted(this::run);

    LeaseKeeper(TaskQueue queue, Duration length) {
        this.queue = queue;
        this.length = length;
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    HeldLease keep(Task task) {
        HeldLease lease = new HeldLease(task, Thread.currentThread(), length);
        held.add(lease);
        return lease;
    }

    void release(HeldLease lease) {
        held.remove(lease);
    }

    Set<HeldLease> held() {
        return held;
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(length.dividedBy(EXTENSIONS_PER_LEASE));
                held.forEach(this::extend);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void extend(HeldLease lease) {
        long askedAt = System.nanoTime();
        try {
            if (queue.extend(lease.task(), length)) {
                lease.extended(askedAt, length);
                return;
            }
        } catch (RuntimeException e) {
            if (lease.isHeld()) {
                LOG.warn("The lease of {} could not be extended, trying again: {}", lease.task(), e.getMessage());
                return;
            }
        }
        if (held.remove(lease)) {
            LOG.warn("The lease of {} is lost; another worker will do it", lease.task());
            lease.lose();
        }
    }
}
