package dev.anvil.metadata.database;

import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The two schemas, each with the migrations that make it. */
public enum Schema {
    GLOBAL("classpath:db/migration/global"),
    REGIONAL("classpath:db/migration/regional");

    private static final int CONNECT_RETRY_SECONDS = 2;

    private final String migrations;

    Schema(String migrations) {
        this.migrations = migrations;
    }

    /**
     * Brings the schema up to date. Replicas that start together wait for each other on Flyway's lock; a database that
     * does not answer yet is waited for.
     */
    public void migrate(DataSource dataSource, Duration patience) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(migrations)
                .connectRetries((int) (patience.toSeconds() / CONNECT_RETRY_SECONDS))
                .connectRetriesInterval(CONNECT_RETRY_SECONDS)
                .load()
                .migrate();
    }
}
