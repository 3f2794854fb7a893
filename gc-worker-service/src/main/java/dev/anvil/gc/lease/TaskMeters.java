package dev.anvil.gc.lease;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts tasks by type and outcome, how long they take (of those done together: all of them), and how old they were when done. */
final class TaskMeters {
    private final MeterRegistry registry;

    TaskMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void running(Supplier<Number> count) {
        Gauge.builder("anvil.tasks.running", count)
                .description("Tasks that this worker is doing")
                .register(registry);
    }

    void ended(Task task, String outcome, Duration took, Instant now) {
        String type = task.type().name().toLowerCase(Locale.ROOT);
        Timer.builder("anvil.tasks")
                .description("Tasks by type and outcome, and how long each took")
                .tag("type", type)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
        if (outcome.equals("done")) {
            Timer.builder("anvil.tasks.age")
                    .description("How old tasks were when they were done")
                    .tag("type", type)
                    .register(registry)
                    .record(Duration.between(task.created(), now).abs());
        }
    }
}
