package dev.anvil.metadata.app;

import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.secret.SecretBox;
import dev.anvil.metadata.tenant.Tenants;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class AppConfiguration {
    @Bean
    AppSecrets appSecrets(@Global JdbcClient jdbc, @Global TransactionTemplate transactions, SecretBox box) {
        return new AppSecrets(jdbc, transactions, box);
    }

    @Bean
    Apps apps(
            Tenants tenants,
            @Global JdbcClient jdbc,
            @Global TransactionTemplate transactions,
            AppSecrets secrets,
            ChangeNotices notices,
            InstantSource clock) {
        return new Apps(tenants, jdbc, transactions, secrets, notices, clock);
    }
}
