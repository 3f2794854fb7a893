package dev.anvil.runtime.health;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** A service leaves slowly enough to be missed by nobody. */
@AutoConfiguration
@EnableConfigurationProperties(DrainSettings.class)
public class HealthAutoConfiguration {
    @Bean
    DrainDelay drainDelay(DrainSettings settings) {
        return new DrainDelay(settings.delay());
    }
}
