package dev.anvil.metadata.rpc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A PostgreSQL server whose processes are killed all at once, and which then recovers what it had. */
final class KillablePostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    KillablePostgres(Path data) throws IOException {
        this.data = data;
        this.server = started(0);
    }

    private EmbeddedPostgres started(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                // What is not synced outlives a killed process, as the kernel has it; what is not written does not.
                .setServerConfig("fsync", "off")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    void killAndStart() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(handle), handle.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        int port = server.getPort();
        server.close();
        server = started(port);
    }

    String create(String database) {
        JdbcClient.create(server.getPostgresDatabase())
                .sql("create database " + database + " encoding 'UTF8' template template0")
                .update();
        return "postgres://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + database;
    }

    JdbcClient ask(String database) {
        return JdbcClient.create(server.getDatabase("postgres", database));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
