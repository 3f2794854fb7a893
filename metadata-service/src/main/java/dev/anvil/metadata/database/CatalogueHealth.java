package dev.anvil.metadata.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while the database answers that objects depend on: the region's, or the global one where that is the only role. A
 * region goes on serving its objects while the global database is away, so that one is only reported there.
 */
final class CatalogueHealth implements HealthIndicator {
    private static final int VALID_WITHIN_SECONDS = 1;

    private final Map<Schema, DataSource> databases;

    CatalogueHealth(Map<Schema, DataSource> databases) {
        this.databases = Map.copyOf(databases);
    }

    @Override
    public Health health() {
        Health.Builder health = new Health.Builder().up();
        Schema decisive = databases.containsKey(Schema.REGIONAL) ? Schema.REGIONAL : Schema.GLOBAL;
        databases.forEach((schema, dataSource) -> {
            boolean answers = answers(dataSource);
            health.withDetail(schema.name().toLowerCase(Locale.ROOT), answers ? "answers" : "does not answer");
            if (schema == decisive && !answers) {
                health.outOfService();
            }
        });
        return health.build();
    }

    private static boolean answers(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(VALID_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
