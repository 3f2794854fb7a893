package dev.anvil.metadata.metrics;

import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.usage.ReportedUsage;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
@EnableConfigurationProperties(MetricsSettings.class)
class MetricsConfiguration {
    @Bean
    MetersLoop metersLoop(ReportedUsage usage, MeterRegistry registry, MetricsSettings settings) {
        return new MetersLoop(new UsageMeters(usage, registry), settings.pause());
    }
}
