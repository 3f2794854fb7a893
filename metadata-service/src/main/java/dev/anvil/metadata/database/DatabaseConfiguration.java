package dev.anvil.metadata.database;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    @Bean
    PostgresPool postgresPool(DatabaseSettings settings, ObjectProvider<MeterRegistry> meters) {
        return new PostgresPool(settings, meters.getIfUnique());
    }

    @Bean
    Databases databases(@Global ObjectProvider<DataSource> global, @Regional ObjectProvider<DataSource> regional) {
        Map<Schema, DataSource> databases = new LinkedHashMap<>();
        regional.ifAvailable(dataSource -> databases.put(Schema.REGIONAL, dataSource));
        global.ifAvailable(dataSource -> databases.put(Schema.GLOBAL, dataSource));
        return new Databases(databases);
    }

    /** Readiness follows it, under this name, in the service's YAML. */
    @Bean
    HealthIndicator catalogueHealthIndicator(Databases databases) {
        return new CatalogueHealth(databases);
    }
}
