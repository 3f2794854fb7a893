package dev.anvil.metadata.change;

import dev.anvil.metadata.database.DirectConnections;
import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class ChangeConfiguration {
    @Bean
    ChangeNotices changeNotices(@Global JdbcClient jdbc) {
        return new ChangeNotices(jdbc);
    }

    @Bean
    ChangeHub changeHub() {
        return new ChangeHub();
    }

    @Bean
    ChangeListener changeListener(@Global DirectConnections connections, ChangeHub hub) {
        return new ChangeListener(connections, hub);
    }
}
