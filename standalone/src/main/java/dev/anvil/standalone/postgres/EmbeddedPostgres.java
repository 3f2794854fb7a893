package dev.anvil.standalone.postgres;

import dev.anvil.runtime.setting.SettingRefused;
import dev.anvil.standalone.console.Progress;
import dev.anvil.standalone.setting.DatabaseUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server with the two databases of the catalogue. Started by {@code pg_ctl}, which puts it into a session of
 * its own: a Ctrl-C on our terminal is for us, and the server stops when we say so, after the services are done.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "anvil";
    static final String GLOBAL = "anvil_global";
    static final String REGIONAL = "anvil_regional";
    private static final String LOCALHOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final PostgresFolder folder;
    private final PostgresTools tools;
    private final DatabaseUrls urls;

    private EmbeddedPostgres(PostgresFolder folder, PostgresTools tools, DatabaseUrls urls) {
        this.folder = folder;
        this.tools = tools;
        this.urls = urls;
    }

    public static EmbeddedPostgres start(Path root, String password, Map<String, String> environment, Progress progress)
            throws IOException, InterruptedException {
        PostgresFolder folder = new PostgresFolder(root);
        Files.createDirectories(root);
        PostgresTools tools = PostgresTools.in(PostgresBinaries.of(environment).unpacked());
        if (!Files.exists(folder.data())) {
            progress.say("making the databases");
            make(folder, tools, password);
        }
        requireVersion(folder);
        new LeftoverServer(folder, tools)
                .end()
                .ifPresent(
                        pid -> progress.say("ended the PostgreSQL of a start that was killed (process " + pid + ")"));
        int port = port(folder);
        Files.writeString(folder.settings(), settings(port));
        tools.run(
                folder.log(),
                LIMIT,
                "",
                "pg_ctl",
                "start",
                "-D",
                folder.data().toString(),
                "-l",
                folder.log().toString(),
                "-w",
                "-t",
                String.valueOf(LIMIT.toSeconds()));
        Files.writeString(folder.port(), port + "\n");
        progress.say("PostgreSQL on " + LOCALHOST + ":" + port);
        return new EmbeddedPostgres(folder, tools, urls(port, password));
    }

    /** Whether the URLs are those of the server in this folder, as someone has them who sourced anvil.env. */
    public static boolean isOwn(Path root, String password, DatabaseUrls urls) throws IOException {
        Path file = new PostgresFolder(root).port();
        return Files.exists(file)
                && urls(Integer.parseInt(Files.readString(file).strip()), password)
                        .equals(urls);
    }

    public DatabaseUrls urls() {
        return urls;
    }

    private static DatabaseUrls urls(int port, String password) {
        String server = "postgres://" + USER + ":" + password + "@" + LOCALHOST + ":" + port + "/";
        return new DatabaseUrls(server + GLOBAL, server + REGIONAL);
    }

    /** Made beside its place and moved there when complete, so that a start that dies here leaves nothing half made. */
    private static void make(PostgresFolder folder, PostgresTools tools, String password)
            throws IOException, InterruptedException {
        Path fresh = folder.unfinished();
        remove(fresh);
        Path passwordFile = Files.createTempFile(
                folder.root(),
                "password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password + "\n");
            tools.run(
                    folder.log(),
                    LIMIT,
                    "",
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--encoding=UTF8",
                    "--no-locale",
                    "--data-checksums");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Path configuration = fresh.resolve("postgresql.conf");
        Files.writeString(configuration, Files.readString(configuration) + "\ninclude_if_exists = 'anvil.conf'\n");
        for (String database : List.of(GLOBAL, REGIONAL)) {
            tools.run(
                    folder.log(),
                    LIMIT,
                    "CREATE DATABASE " + database + "\n",
                    "postgres",
                    "--single",
                    "-D",
                    fresh.toString(),
                    "postgres");
        }
        Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void requireVersion(PostgresFolder folder) throws IOException {
        String version = Files.readString(folder.versionFile()).strip();
        if (!version.equals(PostgresBinaries.MAJOR)) {
            throw new SettingRefused(
                    "--data",
                    folder.root().toString(),
                    "its databases were made by PostgreSQL " + version + " and this is " + PostgresBinaries.MAJOR
                            + ": start the version of anvil that made them, dump them, and load them into a new folder");
        }
    }

    private static String settings(int port) {
        return """
                # Written at every start. Settings of your own belong into postgresql.conf, after the line that includes this file.
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 400
                shared_buffers = 64MB
                fsync = on
                synchronous_commit = on
                jit = off
                log_line_prefix = '%%m [%%p] '
                """.formatted(LOCALHOST, port);
    }

    private static int port(PostgresFolder folder) throws IOException {
        if (Files.exists(folder.port())) {
            int last = Integer.parseInt(Files.readString(folder.port()).strip());
            try {
                return bindable(last);
            } catch (IOException e) {
                // Somebody took it meanwhile; any other will do.
                return bindable(0);
            }
        }
        return bindable(0);
    }

    private static int bindable(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOCALHOST), port));
            return socket.getLocalPort();
        }
    }

    private static void remove(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Ends sessions, writes a checkpoint, and is gone: the next start has nothing to recover. */
    @Override
    public void close() throws IOException, InterruptedException {
        tools.run(
                folder.log(),
                LIMIT,
                "",
                "pg_ctl",
                "stop",
                "-D",
                folder.data().toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                String.valueOf(LIMIT.toSeconds()));
    }
}
