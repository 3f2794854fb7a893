package dev.anvil.metadata.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The PostgreSQL of this test JVM; it ends with the JVM. */
record TestServer(String host, int port, String user, String password) {
    private static final String IMAGE = "postgres:18-alpine";

    static TestServer running() {
        return Running.SERVER;
    }

    String url(String database) {
        return "postgres://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
    }

    private static TestServer start() {
        return DockerClientFactory.instance().isDockerAvailable() ? inContainer() : embedded();
    }

    private static TestServer inContainer() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        return new TestServer(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    private static TestServer embedded() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            return new TestServer("127.0.0.1", server.getPort(), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    /** Started by who asks first, in a class of its own so that nobody else pays for it. */
    private static final class Running {
        static final TestServer SERVER = start();
    }
}
