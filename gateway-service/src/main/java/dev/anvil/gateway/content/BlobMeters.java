package dev.anvil.gateway.content;

import dev.anvil.blob.BlobIoStatistics;
import dev.anvil.blob.ShardFailure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How well blobs are written and read. */
final class BlobMeters implements MeterBinder {
    private final BlobIoStatistics statistics;

    BlobMeters(BlobIoStatistics statistics) {
        this.statistics = statistics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "reads.degraded", "Reads that reconstructed bytes", BlobIoStatistics::degradedReads);
        count(registry, "reads.unreadable", "Reads that lacked shards", BlobIoStatistics::unreadable);
        count(registry, "reads.hedged", "Shards that were too slow to wait for", BlobIoStatistics::hedges);
        count(registry, "writes.narrow", "Blobs written for fewer drives", BlobIoStatistics::narrowWrites);
        count(registry, "writes.missing", "Shards that blobs were written without", BlobIoStatistics::missingShards);
        for (ShardFailure failure : ShardFailure.values()) {
            FunctionCounter.builder("anvil.blob.damages", statistics, of -> of.damages(failure))
                    .description("Shards that reads had to do without")
                    .tag("failure", failure.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void count(
            MeterRegistry registry, String name, String description, ToDoubleFunction<BlobIoStatistics> value) {
        FunctionCounter.builder("anvil.blob." + name, statistics, value)
                .description(description)
                .register(registry);
    }
}
