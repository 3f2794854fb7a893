package dev.anvil.gc.lease;

import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does tasks of one type together. Each has a lease, a failure and an outcome of its own: one that is lost does not stop the others,
 * and what fails together is done again one by one.
 */
final class BatchRun {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    private final BatchHandler handler;
    private final LeaseKeeper keeper;
    private final Reports reports;
    private final BiConsumer<Task, String> ended;

    /** @param ended hears of every task's outcome, once */
    BatchRun(BatchHandler handler, LeaseKeeper keeper, Reports reports, BiConsumer<Task, String> ended) {
        this.handler = handler;
        this.keeper = keeper;
        this.reports = reports;
        this.ended = ended;
    }

    void perform(List<Task> tasks) {
        Thread doer = Thread.currentThread();
        AtomicInteger left = new AtomicInteger(tasks.size());
        Map<Task, HeldLease> leases = new LinkedHashMap<>();
        for (Task task : tasks) {
            leases.put(task, keeper.keep(task, () -> {
                if (left.decrementAndGet() == 0) {
                    doer.interrupt();
                }
            }));
        }
        try {
            handle(leases);
        } finally {
            leases.values().forEach(keeper::release);
        }
    }

    private void handle(Map<Task, HeldLease> leases) {
        Map<Task, Outcome> outcomes;
        try {
            outcomes = handler.handle(new LinkedHashMap<>(leases));
        } catch (LeaseLost | InterruptedException e) {
            leases.keySet().forEach(task -> ended.accept(task, Reports.LOST));
            return;
        } catch (RuntimeException e) {
            if (leases.size() > 1 && !isAway(e)) {
                LOG.info("{} tasks are done one by one, since together they failed: {}", leases.size(), e.getMessage());
                leases.forEach(this::alone);
            } else {
                LOG.warn("{} failed", leases.size() == 1 ? leases.keySet() : leases.size() + " tasks", e);
                leases.forEach((task, lease) -> ended.accept(task, reports.fail(task, lease, e)));
            }
            return;
        }
        settle(leases, outcomes);
    }

    private void alone(Task task, HeldLease lease) {
        if (lease.isHeld()) {
            handle(Map.of(task, lease));
        } else {
            ended.accept(task, Reports.LOST);
        }
    }

    private void settle(Map<Task, HeldLease> leases, Map<Task, Outcome> outcomes) {
        List<Task> done = new ArrayList<>();
        leases.forEach((task, lease) -> {
            Outcome outcome = outcomes.get(task);
            if (outcome == null) {
                ended.accept(
                        task, reports.fail(task, lease, new IllegalStateException("its handler said nothing of it")));
            } else if (outcome instanceof Outcome.Done && lease.isHeld()) {
                done.add(task);
            } else {
                ended.accept(task, reports.settle(task, lease, outcome));
            }
        });
        if (!done.isEmpty()) {
            List<String> told = reports.done(done);
            for (int i = 0; i < done.size(); i++) {
                ended.accept(done.get(i), told.get(i));
            }
        }
    }

    /** Asking again for each would only take as many times as long. */
    private static boolean isAway(RuntimeException failure) {
        return failure instanceof ServiceFailure refusal && refusal.kind() == Kind.UNAVAILABLE;
    }
}
