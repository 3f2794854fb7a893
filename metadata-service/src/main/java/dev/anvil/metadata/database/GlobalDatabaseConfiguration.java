package dev.anvil.metadata.database;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class GlobalDatabaseConfiguration {
    @Bean
    @Global
    DataSource globalDataSource(DatabaseSettings settings, PostgresPool pool) {
        return pool.open(Schema.GLOBAL, "GLOBAL_DATABASE_URL", settings.globalUrl());
    }

    @Bean
    @Global
    DirectConnections globalDirectConnections(DatabaseSettings settings, PostgresPool pool) {
        return pool.beside("GLOBAL_DATABASE_URL", settings.globalUrl());
    }

    @Bean
    @Global
    PlatformTransactionManager globalTransactionManager(@Global DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    @Global
    TransactionTemplate globalTransactions(@Global PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    @Global
    JdbcClient globalJdbc(@Global DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    @Global
    WholeTables globalWholeTables(@Global JdbcClient jdbc, @Global TransactionTemplate transactions) {
        return new WholeTables(jdbc, transactions);
    }
}
