package dev.anvil.metadata.task;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What waits in the queue, counted now and then. It is the queue's length and not this process's: every replica says the same,
 * so look at the largest, not at the sum.
 */
final class TaskMeters implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMeters.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** By their numbers in the contract. The queue itself does not care. */
    private static final List<String> NAMES = List.of(
            "unspecified",
            "reclaim_blob",
            "repair_blob",
            "abort_upload",
            "expire",
            "rebalance",
            "drain",
            "sweep_drive");

    private final TaskQueue queue;
    private final InstantSource clock;
    private final MultiGauge counts;
    private final MultiGauge ages;
    private volatile double outbox;
    private volatile boolean running;
    private final Thread thread = Thread.ofVirtual().name("task-meters").unstarted(this::run);

    TaskMeters(TaskQueue queue, InstantSource clock, MeterRegistry registry) {
        this.queue = queue;
        this.clock = clock;
        this.counts = MultiGauge.builder("anvil.tasks.queued")
                .description("Tasks in the queue, by type and state")
                .register(registry);
        this.ages = MultiGauge.builder("anvil.tasks.overdue")
                .description("How long the task that has been due for longest has been due")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("anvil.outbox.entries", () -> outbox)
                .description("What the region has decided and the queue has not heard of yet")
                .register(registry);
    }

    void measure() {
        List<TaskCount> found = queue.count();
        counts.register(
                found.stream()
                        .map(each -> MultiGauge.Row.of(tags(each), each.count()))
                        .toList(),
                true);
        ages.register(
                found.stream()
                        .map(each -> MultiGauge.Row.of(
                                tags(each),
                                Math.max(
                                        0,
                                        Duration.between(each.oldestDue(), clock.instant())
                                                .toSeconds())))
                        .toList(),
                true);
        outbox = queue.countOutbox();
    }

    private static Tags tags(TaskCount count) {
        return Tags.of("type", name(count.type()), "state", count.state().name().toLowerCase(Locale.ROOT));
    }

    private static String name(TaskType type) {
        return type.code() < NAMES.size() ? NAMES.get(type.code()) : "other";
    }

    private void run() {
        while (running) {
            try {
                measure();
            } catch (RuntimeException e) {
                // The database is away; health says so.
                LOG.debug("The queue cannot be counted", e);
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
