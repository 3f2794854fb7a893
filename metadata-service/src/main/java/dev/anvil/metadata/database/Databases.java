package dev.anvil.metadata.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Asks the databases whether they are there. Objects depend on the region's, or on the global one where that is the only role: a
 * region goes on serving its objects while the global database is away.
 */
public final class Databases {
    private static final int VALID_WITHIN_SECONDS = 1;

    private final Map<Schema, DataSource> databases;

    Databases(Map<Schema, DataSource> databases) {
        this.databases = Map.copyOf(databases);
    }

    public List<DatabaseState> check() {
        Schema needed = databases.containsKey(Schema.REGIONAL) ? Schema.REGIONAL : Schema.GLOBAL;
        return databases.entrySet().stream()
                .map(each -> new DatabaseState(each.getKey(), answers(each.getValue()), each.getKey() == needed))
                .toList();
    }

    private static boolean answers(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
