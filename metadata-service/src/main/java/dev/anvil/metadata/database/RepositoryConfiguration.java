package dev.anvil.metadata.database;

import dev.anvil.metadata.MetadataApplication;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import org.springframework.data.jdbc.repository.config.EnableJdbcRepositories;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Spring Data's repositories, all of them over the global database. The regional one is too hot for them. */
@Configuration
@OnGlobalRole
@EnableJdbcRepositories(
        basePackageClasses = MetadataApplication.class,
        considerNestedRepositories = false,
        transactionManagerRef = "globalTransactionManager")
class RepositoryConfiguration extends AbstractJdbcConfiguration {
    @Bean
    NamedParameterJdbcOperations globalOperations(@Global DataSource dataSource) {
        return new NamedParameterJdbcTemplate(dataSource);
    }
}
