package dev.anvil.standalone.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedMetricsTest {
    private final List<MetricSource> siblings = new ArrayList<>();
    private final JoinedMetrics joined = new JoinedMetrics(siblings);

    @Test
    void metricsOfOneNameBecomeOneWithThePointsOfAll() {
        for (String service : List.of("a", "b")) {
            siblings.add(KnownMetrics.of(
                    counter("calls", Labels.of("service", service), 1),
                    gauge("drives", Labels.of("service", service), 6),
                    summary("waits", Labels.of("service", service), 2),
                    histogram("sizes", Labels.of("service", service), 3)));
        }
        assertThat(page(joined.scrape())).containsExactly("""
                # TYPE calls_total counter
                calls_total{service="a"} 1.0
                calls_total{service="b"} 1.0
                # TYPE drives gauge
                drives{service="a"} 6.0
                drives{service="b"} 6.0
                # TYPE sizes histogram
                sizes_bucket{service="a",le="+Inf"} 3
                sizes_count{service="a"} 3
                sizes_sum{service="a"} 9.0
                sizes_bucket{service="b",le="+Inf"} 3
                sizes_count{service="b"} 3
                sizes_sum{service="b"} 9.0
                # TYPE waits summary
                waits_count{service="a"} 2
                waits_sum{service="a"} 9.0
                waits_count{service="b"} 2
                waits_sum{service="b"} 9.0
                """.split("\n"));
    }

    @Test
    void labelsMayDiffer() {
        joined.register(gauge("drives", Labels.EMPTY, 1));
        siblings.add(KnownMetrics.of(gauge("drives", Labels.of("service", "a", "state", "up"), 2)));
        assertThat(page(joined.scrape()))
                .containsExactly("# TYPE drives gauge", "drives 1.0", "drives{service=\"a\",state=\"up\"} 2.0");
    }

    @Test
    void ofTwoTypesWithOneNameTheFirstIsShown() {
        joined.register(gauge("calls", Labels.EMPTY, 1));
        siblings.add(
                KnownMetrics.of(counter("calls", Labels.of("service", "a"), 2), counter("others", Labels.EMPTY, 3)));
        siblings.add(KnownMetrics.of(histogram("calls", Labels.of("service", "b"), 2)));
        assertThat(page(joined.scrape()))
                .containsExactly("# TYPE calls gauge", "calls 1.0", "# TYPE others_total counter", "others_total 3.0");
    }

    @Test
    void aPointThatSeveralHaveIsShownOnce() {
        joined.register(gauge("cores", Labels.EMPTY, 1));
        siblings.add(KnownMetrics.of(gauge("cores", Labels.EMPTY, 2)));
        assertThat(page(joined.scrape())).containsExactly("# TYPE cores gauge", "cores 1.0");
    }

    @Test
    void aRegistryThatFailsIsLeftOut() {
        joined.register(gauge("drives", Labels.EMPTY, 1));
        siblings.add(KnownMetrics.of(() -> {
            throw new IllegalStateException("closed");
        }));
        siblings.add(new Closing());
        siblings.add(KnownMetrics.of(gauge("members", Labels.EMPTY, 2)));
        assertThat(page(joined.scrape())).contains("drives 1.0", "members 2.0");
    }

    @Test
    void siblingsAreLookedForAtEachScrape() {
        assertThat(page(joined.scrape())).isEmpty();
        siblings.add(KnownMetrics.of(gauge("drives", Labels.EMPTY, 1)));
        assertThat(page(joined.scrape())).contains("drives 1.0");
        siblings.clear();
        assertThat(page(joined.scrape())).isEmpty();
    }

    @Test
    void aScrapeOfSomeNamesHasThoseOfAll() {
        joined.register(gauge("drives", Labels.EMPTY, 1));
        joined.register(gauge("members", Labels.EMPTY, 1));
        siblings.add(KnownMetrics.of(gauge("drives", Labels.of("service", "a"), 2), gauge("tasks", Labels.EMPTY, 2)));
        assertThat(page(joined.scrape("drives"::equals)))
                .containsExactly("# TYPE drives gauge", "drives 1.0", "drives{service=\"a\"} 2.0");
    }

    @Test
    void theOwnerIsNoSiblingOfItself() {
        joined.register(counter("calls", Labels.EMPTY, 1));
        siblings.add(new KnownMetrics(joined));
        assertThat(page(joined.scrape())).containsExactly("# TYPE calls_total counter", "calls_total 1.0");
    }

    private static Collector counter(String name, Labels labels, double value) {
        return () -> CounterSnapshot.builder()
                .name(name)
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build())
                .build();
    }

    private static Collector gauge(String name, Labels labels, double value) {
        return () -> GaugeSnapshot.builder()
                .name(name)
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build())
                .build();
    }

    private static Collector summary(String name, Labels labels, long count) {
        return () -> SummarySnapshot.builder()
                .name(name)
                .dataPoint(SummaryDataPointSnapshot.builder()
                        .labels(labels)
                        .count(count)
                        .sum(9)
                        .build())
                .build();
    }

    private static Collector histogram(String name, Labels labels, long count) {
        return () -> HistogramSnapshot.builder()
                .name(name)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .labels(labels)
                        .classicHistogramBuckets(ClassicHistogramBuckets.builder()
                                .bucket(Double.POSITIVE_INFINITY, count)
                                .build())
                        .sum(9)
                        .build())
                .build();
    }

    /** As Prometheus reads it. */
    private static List<String> page(MetricSnapshots snapshots) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            ExpositionFormats.init().getPrometheusTextFormatWriter().write(page, snapshots);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static final class Closing implements MetricSource {
        @Override
        public String name() {
            return "closing";
        }

        @Override
        public Optional<PrometheusRegistry> metrics() {
            throw new IllegalStateException("BeanFactory not initialized or already closed");
        }
    }
}
