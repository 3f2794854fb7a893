package dev.anvil.gateway.forward;

import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.s3.Detour;
import dev.anvil.model.RegionName;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ForwardSettings.class)
class ForwardConfiguration {
    /** Whoever forwards nothing is forwarded to all the same. */
    @Bean
    ForwardSeal forwardSeal(ForwardSettings settings, InstantSource clock) {
        return new ForwardSeal(settings.keys(), clock);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnBooleanProperty("anvil.gateway.forward.enabled")
    RegionConnections regionConnections(ForwardLimit limit) {
        return new RegionConnections(limit.requests());
    }

    @Bean
    @ConditionalOnBooleanProperty("anvil.gateway.forward.enabled")
    Detour toOtherRegions(
            RegionName region,
            RegionDirectory regions,
            ForwardSettings settings,
            ForwardSeal seal,
            RegionConnections connections) {
        return new RegionDetour(region, settings.domain().strip().toLowerCase(Locale.ROOT), regions, seal, connections);
    }
}
