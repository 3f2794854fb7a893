package dev.anvil.cluster;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Each service a process of its own, as the script {@code separate-processes} starts them, and a PostgreSQL for them. */
final class SeparateProcesses implements Suite {
    private static final int PORTS = 13;

    private final EmbeddedPostgres postgres;
    private final Path folder;
    private final Tool tool;
    private final Map<String, String> env;

    private SeparateProcesses(EmbeddedPostgres postgres, Path folder, Tool tool) {
        this.postgres = postgres;
        this.folder = folder;
        this.tool = tool;
        this.env = EnvFile.read(folder.resolve("anvil.env"));
    }

    static SeparateProcesses start(Path folder, Map<String, String> settings) {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create database anvil_global encoding 'UTF8' template template0");
                statement.execute("create database anvil_regional encoding 'UTF8' template template0");
            }
            String url = "postgres://postgres:postgres@127.0.0.1:" + postgres.getPort() + "/";
            Map<String, String> environment = new java.util.HashMap<>(settings);
            environment.put("GLOBAL_DATABASE_URL", url + "anvil_global");
            environment.put("REGIONAL_DATABASE_URL", url + "anvil_regional");
            environment.put("ANVIL_BASE_PORT", Integer.toString(Repository.freePorts(PORTS)));
            Tool tool = new Tool(Repository.root(), environment);
            tool.run(script(), "start", folder.toString()).succeeded();
            return new SeparateProcesses(postgres, folder, tool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be made", e);
        }
    }

    private static String script() {
        return Repository.root().resolve("tests/cluster/separate-processes").toString();
    }

    /** Starts a second gateway, or starts it again. */
    void startSecondGateway() {
        tool.run(script(), "gateway", folder.toString()).succeeded();
    }

    /** The S3 ports of both gateways. */
    List<Integer> s3Ports() {
        int base = Integer.parseInt(value("ANVIL_BASE_PORT"));
        return List.of(base + 7, base + 10);
    }

    /** The common ports of both gateways. */
    List<Integer> apiPorts() {
        int base = Integer.parseInt(value("ANVIL_BASE_PORT"));
        return List.of(base + 8, base + 11);
    }

    Meters metersOfMetadata() {
        return meters(3);
    }

    Meters metersOfStorage() {
        return meters(5);
    }

    private Meters meters(int port) {
        return new Meters("http://127.0.0.1:" + (Integer.parseInt(value("ANVIL_BASE_PORT")) + port));
    }

    /** The process of one service, as the script calls it. */
    ProcessHandle process(String name) {
        try {
            long pid = Long.parseLong(
                    Files.readString(folder.resolve(name + ".pid")).strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(name + " does not run"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> env() {
        return env;
    }

    @Override
    public Tool.Outcome anvil(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Repository.anvil());
        command.addAll(List.of(arguments));
        return new Tool(Repository.root(), env).run(command);
    }

    @Override
    public void close() {
        try {
            tool.run(script(), "stop", folder.toString()).succeeded();
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
