package dev.anvil.metadata.region;

import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.model.RegionName;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegionSettings.class)
class RegionConfiguration {
    /** This process's own region. */
    @Bean
    RegionName ownRegion(RegionSettings settings) {
        return settings.name();
    }

    @Bean
    @OnGlobalRole
    Regions regions(RegionRows rows, @Global JdbcClient jdbc, InstantSource clock, RegionName ownRegion) {
        Regions regions = new Regions(rows, jdbc, clock);
        regions.register(ownRegion);
        return regions;
    }
}
