package dev.anvil.standalone.meter;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Snapshots of several registries as one: what has one name becomes one metric with all the points. Prometheus allows a name one
 * type, and a set of labels one point; what came first stays.
 */
final class MergedMetrics {
    private final Map<String, MetricSnapshot> byName = new LinkedHashMap<>();
    private final Set<String> leftOut = new TreeSet<>();

    void add(MetricSnapshots more) {
        for (MetricSnapshot each : more) {
            byName.merge(each.getMetadata().getPrometheusName(), each, this::joined);
        }
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(byName.values());
    }

    /** Names that several types wanted. */
    Set<String> leftOut() {
        return leftOut;
    }

    private MetricSnapshot joined(MetricSnapshot known, MetricSnapshot more) {
        MetricMetadata metadata = known.getMetadata();
        if (known instanceof CounterSnapshot one && more instanceof CounterSnapshot other) {
            return new CounterSnapshot(metadata, points(one.getDataPoints(), other.getDataPoints()));
        }
        if (known instanceof GaugeSnapshot one && more instanceof GaugeSnapshot other) {
            return new GaugeSnapshot(metadata, points(one.getDataPoints(), other.getDataPoints()));
        }
        if (known instanceof SummarySnapshot one && more instanceof SummarySnapshot other) {
            return new SummarySnapshot(metadata, points(one.getDataPoints(), other.getDataPoints()));
        }
        if (known instanceof HistogramSnapshot one
                && more instanceof HistogramSnapshot other
                && one.isGaugeHistogram() == other.isGaugeHistogram()) {
            return new HistogramSnapshot(
                    one.isGaugeHistogram(), metadata, points(one.getDataPoints(), other.getDataPoints()));
        }
        leftOut.add(metadata.getPrometheusName());
        return known;
    }

    private static <P extends DataPointSnapshot> Collection<P> points(List<P> known, List<P> more) {
        Map<Labels, P> byLabels = new LinkedHashMap<>();
        known.forEach(point -> byLabels.put(point.getLabels(), point));
        more.forEach(point -> byLabels.putIfAbsent(point.getLabels(), point));
        return byLabels.values();
    }
}
