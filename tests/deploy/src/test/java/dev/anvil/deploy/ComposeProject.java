package dev.anvil.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the compose files, brought up at ports of its own. Closing it leaves nothing of it. */
final class ComposeProject implements AutoCloseable {
    private final Path folder;
    private final List<String> command;
    private final Map<String, String> environment;

    /**
     * @param compose what docker compose is called here
     * @param ports texts of the file, and what stands there instead
     */
    ComposeProject(String compose, Path folder, String file, Map<String, String> ports, Map<String, String> environment)
            throws IOException {
        this.folder = folder;
        this.environment = environment;
        String text = DeployFolder.read(DeployFolder.root().resolve("compose").resolve(file));
        for (var port : ports.entrySet()) {
            if (!text.contains(port.getKey())) {
                throw new AssertionError(file + " has no '" + port.getKey() + "'");
            }
            text = text.replace(port.getKey(), port.getValue());
        }
        Files.writeString(folder.resolve(file), text);
        Files.copy(DeployFolder.root().resolve("compose/haproxy.cfg"), folder.resolve("haproxy.cfg"));
        this.command = List.of(
                compose,
                "-p",
                "anvil-it-" + file.substring(0, file.indexOf('.')),
                "-f",
                folder.resolve(file).toString());
    }

    ComposeProject up(String... more) throws IOException, InterruptedException {
        run(Stream.concat(Stream.of("up", "-d"), Arrays.stream(more)).toArray(String[]::new));
        return this;
    }

    String run(String... arguments) throws IOException, InterruptedException {
        return Commands.run(
                environment,
                Stream.concat(command.stream(), Arrays.stream(arguments)).toArray(String[]::new));
    }

    long containers(String service) throws IOException, InterruptedException {
        return run("ps", "-q", service)
                .lines()
                .filter(line -> line.matches("[0-9a-f]{12,}"))
                .count();
    }

    String logs() {
        try {
            return run("logs", "--tail", "30");
        } catch (IOException e) {
            return "no logs: " + e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no logs: interrupted";
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down", "-v");
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
