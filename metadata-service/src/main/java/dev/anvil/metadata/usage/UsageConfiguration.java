package dev.anvil.metadata.usage;

import dev.anvil.metadata.bucket.Buckets;
import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import dev.anvil.metadata.database.WholeTables;
import dev.anvil.model.RegionName;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class UsageConfiguration {
    @Bean
    @OnRegionalRole
    Usage usage(RegionalDatabase database) {
        return new Usage(database);
    }

    @Configuration(proxyBeanMethods = false)
    @OnGlobalRole
    static class OfAllRegions {
        @Bean
        ReportedUsage reportedUsage(@Global JdbcClient jdbc, @Global WholeTables wholeTables) {
            return new ReportedUsage(jdbc, wholeTables);
        }

        @Bean
        TenantUsage tenantUsage(Buckets buckets, RegionName ownRegion, Optional<Usage> usage, ReportedUsage reported) {
            return new TenantUsage(buckets, ownRegion, usage, reported);
        }
    }
}
