package dev.anvil.gc.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends the leases of all tasks that are being done, and stops those whose lease was lost. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int EXTENSIONS_PER_LEASE = 3;
    private static final int MOST_AT_ONCE = 500;

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

    HeldLease keep(Task task, Runnable whenLost) {
        HeldLease lease = new HeldLease(task, whenLost, length);
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
                List<HeldLease> leases = new ArrayList<>(held);
                for (int from = 0; from < leases.size(); from += MOST_AT_ONCE) {
                    extend(leases.subList(from, Math.min(leases.size(), from + MOST_AT_ONCE)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void extend(List<HeldLease> leases) {
        long askedAt = System.nanoTime();
        Set<Long> ours;
        try {
            ours = queue.extend(leases.stream().map(HeldLease::task).toList(), length);
        } catch (RuntimeException e) {
            LOG.warn("The leases of {} tasks could not be extended, trying again: {}", leases.size(), e.getMessage());
            // Without an answer they are ours for as long as the last one said.
            leases.stream().filter(lease -> !lease.isHeld()).forEach(this::lose);
            return;
        }
        for (HeldLease lease : leases) {
            if (ours.contains(lease.task().id())) {
                lease.extended(askedAt, length);
            } else {
                lose(lease);
            }
        }
    }

    private void lose(HeldLease lease) {
        if (held.remove(lease)) {
            LOG.warn("The lease of {} is lost; another worker will do it", lease.task());
            lease.lose();
        }
    }
}
