package dev.anvil.metadata.rpc;

import dev.anvil.metadata.database.Databases;
import dev.anvil.runtime.credential.Actor;
import io.grpc.ServerInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;

@Configuration(proxyBeanMethods = false)
class RpcConfiguration {
    @Bean
    Ending ending() {
        return new Ending();
    }

    @Bean
    @GlobalServerInterceptor
    ServerInterceptor actorInterceptor() {
        return Actor.hearing();
    }

    @Bean
    CatalogueHealthService catalogueHealthService(Databases databases) {
        return new CatalogueHealthService(databases);
    }

    /** Before the handler of all services, which knows nothing of databases. */
    @Bean
    @Order(0)
    DatabaseFailures databaseFailures() {
        return new DatabaseFailures();
    }
}
