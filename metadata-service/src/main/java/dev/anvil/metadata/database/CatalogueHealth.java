package dev.anvil.metadata.database;

import java.util.Locale;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the database answers that objects depend on; the other one is only reported. */
final class CatalogueHealth implements HealthIndicator {
    private final Databases databases;

    CatalogueHealth(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Health health() {
        Health.Builder health = new Health.Builder().up();
        for (DatabaseState state : databases.check()) {
            health.withDetail(
                    state.schema().name().toLowerCase(Locale.ROOT), state.answers() ? "answers" : "does not answer");
            if (state.needed() && !state.answers()) {
                health.outOfService();
            }
        }
        return health.build();
    }
}
