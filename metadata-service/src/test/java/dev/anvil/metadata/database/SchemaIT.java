package dev.anvil.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaIT {
    @ParameterizedTest
    @EnumSource
    void migratingAgainChangesNothing(Schema schema) {
        TestPostgres database = TestPostgres.migrated(schema);
        schema.migrate(database.dataSource(), Duration.ZERO);
    }

    /** As replicas of a service that start at once on a new database do. */
    @ParameterizedTest
    @EnumSource
    void manyMigrateAtOnceAndItHappensOnce(Schema schema) throws Exception {
        TestPostgres database = TestPostgres.empty();
        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> starts = Collections.nCopies(6, () -> {
                schema.migrate(database.dataSource(), Duration.ZERO);
                return null;
            });
            for (Future<Void> start : replicas.invokeAll(starts)) {
                start.get();
            }
        }
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        assertThat(jdbc.sql("select version from flyway_schema_history where success")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(jdbc.sql("select count(*) from flyway_schema_history where not success")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** An upgrade that rolls: a replica of this version starts again when a later one has migrated already. */
    @ParameterizedTest
    @EnumSource
    void aSchemaOfALaterVersionIsLivedWith(Schema schema) {
        TestPostgres database = TestPostgres.migrated(schema);
        JdbcClient.create(database.dataSource()).sql("""
                        insert into flyway_schema_history (
                            installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        select max(installed_rank) + 1, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'postgres', 1, true
                        from flyway_schema_history""").update();
        schema.migrate(database.dataSource(), Duration.ZERO);
    }

    @Test
    void listsNamesInByteOrderWhateverTheLocale() {
        JdbcClient jdbc = JdbcClient.create(TestPostgres.migrated(Schema.GLOBAL).dataSource());
        for (String name : new String[] {"a-b", "aa", "a"}) {
            jdbc.sql("insert into region values (?, '', now())").param(name).update();
        }
        assertThat(jdbc.sql("select name from region order by name")
                        .query(String.class)
                        .list())
                .containsExactly("a", "a-b", "aa");
    }
}
