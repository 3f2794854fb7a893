package dev.anvil.standalone.meter;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of one service, with the metrics of its siblings in every scrape. Siblings are looked for at each scrape: they come
 * after this one, and go before it.
 */
public final class JoinedMetrics extends PrometheusRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(JoinedMetrics.class);

    private final Collection<? extends MetricSource> siblings;
    private final Set<String> toldOf = ConcurrentHashMap.newKeySet();

    /** @param siblings a view, that may contain the owner of this registry as well */
    public JoinedMetrics(Collection<? extends MetricSource> siblings) {
        this.siblings = siblings;
    }

    @Override
    public MetricSnapshots scrape(@Nullable PrometheusScrapeRequest request) {
        return joined(super.scrape(request), sibling -> sibling.scrape(request));
    }

    /** The scrapes that are not here end in one of these two. */
    @Override
    public MetricSnapshots scrape(@Nullable Predicate<String> included, @Nullable PrometheusScrapeRequest request) {
        return included == null
                ? scrape(request)
                : joined(super.scrape(included, request), sibling -> sibling.scrape(included, request));
    }

    private MetricSnapshots joined(MetricSnapshots own, Function<PrometheusRegistry, MetricSnapshots> scrape) {
        MergedMetrics merged = new MergedMetrics();
        merged.add(own);
        for (MetricSource sibling : siblings) {
            try {
                sibling.metrics()
                        .filter(registry -> registry != this)
                        .map(scrape)
                        .ifPresent(merged::add);
            } catch (RuntimeException e) {
                // It may be stopping just now. A page without the others would be worth less than one without it.
                LOG.warn("A scrape lacks the metrics of {}: {}", sibling.name(), e.toString());
            }
        }
        merged.leftOut().stream()
                .filter(toldOf::add)
                .forEach(name -> LOG.warn("Services measure different things under the name {}: one is shown", name));
        return merged.snapshots();
    }
}
