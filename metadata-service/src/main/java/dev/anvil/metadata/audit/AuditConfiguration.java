package dev.anvil.metadata.audit;

import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.runtime.credential.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class AuditConfiguration {
    @Bean
    AuditLog auditLog(@Global JdbcClient jdbc, @Global TransactionTemplate transactions) {
        return new AuditLog(jdbc, transactions, Actor::current);
    }
}
