package dev.anvil.metadata.database;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Real PostgreSQL for tests: one server for the test JVM, a fresh database for who asks. Testcontainers runs it where
 * Docker answers, else it is the embedded one.
 */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String url;

    private TestPostgres(String url) {
        this.url = url;
    }

    /** A new, empty database. */
    public static TestPostgres empty() {
        String name = "anvil_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        TestServer server = TestServer.running();
        JdbcClient.create(dataSource(server.url("postgres")))
                .sql("create database " + name)
                .update();
        return new TestPostgres(server.url(name));
    }

    /** A new database with the whole schema in it. */
    public static TestPostgres migrated(Schema schema) {
        TestPostgres database = empty();
        schema.migrate(database.dataSource(), Duration.ZERO);
        return database;
    }

    /** As the services take it: {@code postgres://user:password@host:port/database}. */
    public String url() {
        return url;
    }

    public DataSource dataSource() {
        return dataSource(url);
    }

    private static DataSource dataSource(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        java.net.URI parsed = java.net.URI.create(url);
        String[] login = parsed.getUserInfo().split(":", 2);
        source.setServerNames(new String[] {parsed.getHost()});
        source.setPortNumbers(new int[] {parsed.getPort()});
        source.setDatabaseName(parsed.getPath().substring(1));
        source.setUser(login[0]);
        source.setPassword(login[1]);
        return source;
    }
}
