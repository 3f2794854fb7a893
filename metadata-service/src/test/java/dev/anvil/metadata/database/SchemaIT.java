package dev.anvil.metadata.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
