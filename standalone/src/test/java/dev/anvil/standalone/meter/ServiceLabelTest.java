package dev.anvil.standalone.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ServiceLabelTest {
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void saysWhoseAMetricIs() {
        meters.config().meterFilter(new ServiceLabel("metadata"));
        meters.counter("grpc.server", "rpc.method", "Get");
        assertThat(meters.get("grpc.server").counter().getId().getTag("service"))
                .isEqualTo("metadata");
    }

    @Test
    void whatIsOfTheProcessIsNobodys() {
        meters.config().meterFilter(new ServiceLabel("gateway"));
        meters.counter("jvm.memory.used");
        assertThat(meters.get("jvm.memory.used").counter().getId().getTags()).isEmpty();
    }
}
