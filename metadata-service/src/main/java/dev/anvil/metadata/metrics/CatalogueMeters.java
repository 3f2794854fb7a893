package dev.anvil.metadata.metrics;

import dev.anvil.metadata.task.TaskCount;
import dev.anvil.metadata.task.TaskQueue;
import dev.anvil.metadata.task.TaskType;
import dev.anvil.metadata.usage.ReportedUsage;
import dev.anvil.metadata.usage.ReportedUsage.OfTenant;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gauges over the queue and over usage, as they were counted last. */
final class CatalogueMeters {
    /** The tenants that hold most; a gauge for each of a hundred thousand would be too many for any monitoring. */
    private static final int MAX_TENANTS = 500;

    private static final Map<Integer, String> TYPES = Map.of(
            1, "reclaim-blob",
            2, "repair-blob",
            3, "abort-upload",
            4, "expire",
            5, "rebalance",
            6, "drain",
            7, "sweep-drive");

    private final TaskQueue queue;
    private final ReportedUsage usage;
    private final InstantSource clock;
    private final MultiGauge tasks;
    private final MultiGauge oldest;
    private final MultiGauge bytes;
    private final MultiGauge objects;
    private volatile long outbox;

    CatalogueMeters(TaskQueue queue, ReportedUsage usage, InstantSource clock, MeterRegistry registry) {
        this.queue = queue;
        this.usage = usage;
        this.clock = clock;
        this.tasks = MultiGauge.builder("anvil.tasks")
                .description("Background tasks by type and state")
                .register(registry);
        this.oldest = MultiGauge.builder("anvil.tasks.oldest")
                .description("How long the oldest task of a type and state has been due")
                .baseUnit("seconds")
                .register(registry);
        this.bytes = MultiGauge.builder("anvil.tenant.usage")
                .description("Bytes of all versions that a tenant holds")
                .baseUnit("bytes")
                .register(registry);
        this.objects = MultiGauge.builder("anvil.tenant.objects")
                .description("Objects that a tenant holds")
                .register(registry);
        Gauge.builder("anvil.outbox", this, meters -> meters.outbox)
                .description("Rows of the region's outbox that wait for the queue")
                .register(registry);
    }

    void count() {
        List<TaskCount> counts = queue.count();
        Instant now = clock.instant();
        tasks.register(
                counts.stream().map(count -> Row.of(tags(count), count.count())).toList(), true);
        oldest.register(
                counts.stream()
                        .map(count -> Row.of(tags(count), age(count.oldestDue(), now)))
                        .toList(),
                true);
        List<OfTenant> tenants = usage.largestTenants(MAX_TENANTS);
        bytes.register(
                tenants.stream()
                        .map(tenant -> Row.of(
                                Tags.of("tenant", tenant.name()), tenant.usage().bytes()))
                        .toList(),
                true);
        objects.register(
                tenants.stream()
                        .map(tenant -> Row.of(
                                Tags.of("tenant", tenant.name()), tenant.usage().objects()))
                        .toList(),
                true);
        outbox = queue.countOutbox();
    }

    private static Tags tags(TaskCount count) {
        return Tags.of(
                "type",
                name(count.type()),
                "state",
                count.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** A newer version may have put types into the queue that this one has no word for. */
    private static String name(TaskType type) {
        return TYPES.getOrDefault(type.code(), "type-" + type.code());
    }

    private static double age(Instant due, Instant now) {
        return Math.max(0, Duration.between(due, now).toMillis() / 1_000.0);
    }
}
