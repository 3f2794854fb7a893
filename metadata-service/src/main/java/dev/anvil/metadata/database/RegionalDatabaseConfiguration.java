package dev.anvil.metadata.database;

import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class RegionalDatabaseConfiguration {
    @Bean
    @Regional
    DataSource regionalDataSource(DatabaseSettings settings, PostgresPool pool) {
        return pool.open(Schema.REGIONAL, "REGIONAL_DATABASE_URL", settings.regionalUrl());
    }

    @Bean
    @Regional
    PlatformTransactionManager regionalTransactionManager(@Regional DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    @Regional
    TransactionTemplate regionalTransactions(@Regional PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    @Regional
    JdbcClient regionalJdbc(@Regional DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    RegionalDatabase regionalDatabase(@Regional JdbcClient jdbc, @Regional TransactionTemplate transactions) {
        return new RegionalDatabase(jdbc, transactions);
    }
}
