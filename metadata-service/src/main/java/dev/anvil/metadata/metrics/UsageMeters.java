package dev.anvil.metadata.metrics;

import dev.anvil.metadata.usage.ReportedUsage;
import dev.anvil.metadata.usage.ReportedUsage.OfTenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToLongFunction;

/** Gauges over what tenants hold, as it was counted last. */
final class UsageMeters {
    /** The tenants that hold most; a gauge for each of a hundred thousand would be too many for any monitoring. */
    private static final int MAX_TENANTS = 500;

    private final ReportedUsage usage;
    private final MultiGauge bytes;
    private final MultiGauge objects;

    UsageMeters(ReportedUsage usage, MeterRegistry registry) {
        this.usage = usage;
        this.bytes = MultiGauge.builder("anvil.tenant.usage")
                .description("Bytes of all versions that a tenant holds")
                .baseUnit("bytes")
                .register(registry);
        this.objects = MultiGauge.builder("anvil.tenant.objects")
                .description("Objects that a tenant holds")
                .register(registry);
    }

    void count() {
        List<OfTenant> tenants = usage.largestTenants(MAX_TENANTS);
        show(bytes, tenants, tenant -> tenant.usage().bytes());
        show(objects, tenants, tenant -> tenant.usage().objects());
    }

    private static void show(MultiGauge gauge, List<OfTenant> tenants, ToLongFunction<OfTenant> number) {
        gauge.register(
                tenants.stream()
                        .map(tenant -> Row.of(Tags.of("tenant", tenant.name()), number.applyAsLong(tenant)))
                        .toList(),
                true);
    }
}
