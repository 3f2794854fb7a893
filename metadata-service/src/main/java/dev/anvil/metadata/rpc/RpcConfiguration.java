package dev.anvil.metadata.rpc;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class RpcConfiguration {
    @Bean
    Ending ending() {
        return new Ending();
    }

    /** Before the handler of all services, which knows nothing of databases. */
    @Bean
    @Order(0)
    DatabaseFailures databaseFailures() {
        return new DatabaseFailures();
    }
}
