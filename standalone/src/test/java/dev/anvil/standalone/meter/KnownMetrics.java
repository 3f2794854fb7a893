package dev.anvil.standalone.meter;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** A sibling that measures what a test says. */
record KnownMetrics(PrometheusRegistry registry) implements MetricSource {
    static KnownMetrics of(Collector... collectors) {
        PrometheusRegistry registry = new PrometheusRegistry();
        for (Collector collector : collectors) {
            registry.register(collector);
        }
        return new KnownMetrics(registry);
    }

    @Override
    public String name() {
        return "known";
    }

    @Override
    public Optional<PrometheusRegistry> metrics() {
        return Optional.of(registry);
    }
}
