package dev.anvil.standalone.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;

/** Says whose a metric is, where one page has those of several services. What is the process's has no label. */
public record ServiceLabel(String service) implements MeterFilter {
    private static final String LABEL = "service";

    private static final List<String> OF_THE_PROCESS = List.of("jvm.", "process.", "system.", "disk.", "logback.");

    @Override
    public Meter.Id map(Meter.Id id) {
        return OF_THE_PROCESS.stream().anyMatch(id.getName()::startsWith) ? id : id.withTag(Tag.of(LABEL, service));
    }
}
