package dev.anvil.metadata.tenant;

import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class TenantConfiguration {
    @Bean
    Tenants tenants(
            TenantRows rows,
            JdbcAggregateOperations aggregates,
            @Global JdbcClient jdbc,
            @Global TransactionTemplate transactions,
            ChangeNotices notices,
            InstantSource clock) {
        return new Tenants(rows, aggregates, jdbc, transactions, notices, clock);
    }
}
