package dev.anvil.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this machine's packages (Debian: postgresql), as an operator would run one: with standbys, archived logs
 * and the tools for backups, none of which comes along with Anvil.
 */
final class PostgresServer implements AutoCloseable {
    private static final String PASSWORD = "postgres";
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    private final Path data;
    private final int port;
    private final Tool tool;

    private PostgresServer(Path data, int port) {
        this.data = data;
        this.port = port;
        this.tool = new Tool(Repository.root(), Map.of("PGPASSWORD", PASSWORD, "PGCONNECT_TIMEOUT", "10"));
    }

    static boolean isInstalled() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty server that was not started yet. */
    static PostgresServer create(Path data) {
        PostgresServer server = new PostgresServer(data, Repository.freePort());
        Path password = data.resolveSibling(data.getFileName() + ".password");
        try {
            Files.writeString(password, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.run(
                "initdb",
                "-D",
                data.toString(),
                "-U",
                "postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8");
        server.configure("listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "max_connections = 100");
        return server;
    }

    /** What {@code pg_basebackup} makes of another server: a copy of all that it has, which was not started yet. */
    static PostgresServer copyOf(PostgresServer other, Path data, String... options) {
        PostgresServer server = new PostgresServer(data, Repository.freePort());
        List<String> arguments =
                new ArrayList<>(List.of("-d", other.connection("postgres"), "-D", data.toString(), "-X", "stream"));
        arguments.addAll(List.of("--checkpoint=fast"));
        arguments.addAll(List.of(options));
        server.run("pg_basebackup", arguments.toArray(String[]::new));
        return server;
    }

    /** A copy that was made earlier, and is now the only one. */
    static PostgresServer restored(Path data) {
        return new PostgresServer(data, Repository.freePort());
    }

    void configure(String... lines) {
        try {
            Files.writeString(
                    data.resolve("postgresql.conf"), String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PostgresServer start() {
        run("pg_ctl", "-D", data.toString(), "-l", data + ".log", "-o", "-p " + port, "-t", "90", "-w", "start");
        return this;
    }

    /** A standby becomes the primary. */
    void promote() {
        run("pg_ctl", "-D", data.toString(), "-w", "promote");
    }

    /** All of its processes at once, as when its machine is switched off. */
    void kill() {
        ProcessHandle postmaster = postmaster().orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    /** As services are told of it. */
    String url(String database) {
        return "postgres://postgres:" + PASSWORD + "@127.0.0.1:" + port + "/" + database;
    }

    /** As PostgreSQL's own programs are. */
    String connection(String database) {
        return "host=127.0.0.1 port=" + port + " user=postgres dbname=" + database;
    }

    void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    String ask(String sql) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", PASSWORD);
    }

    /** Runs one of PostgreSQL's programs. Its server refuses to be root; in a name space of its own root is nobody. */
    String run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        return tool.run(command).succeeded().output();
    }

    void stop() {
        run("pg_ctl", "-D", data.toString(), "-m", "fast", "-w", "stop");
    }

    @Override
    public void close() {
        if (Files.exists(data.resolve("postmaster.pid")) && postmaster().isPresent()) {
            stop();
        }
    }
}
