package dev.anvil.metadata.database;

import java.time.Duration;
import javax.sql.DataSource;

/** A database of its own behind a pool as the services open it: what is measured here is what they get. */
public final class ServedDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WatchedDataSource pool;

    public ServedDatabase(Schema schema, int connections) {
        String url = TestPostgres.empty().url();
        DatabaseSettings settings =
                new DatabaseSettings(url, "", connections, PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE);
        pool = new PostgresPool(settings, null).open(schema, "GLOBAL_DATABASE_URL", url);
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
