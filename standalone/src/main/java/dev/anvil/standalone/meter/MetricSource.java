package dev.anvil.standalone.meter;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** Whose metrics belong on the page. */
public interface MetricSource {
    String name();

    /** Empty while it does not run. */
    Optional<PrometheusRegistry> metrics();
}
