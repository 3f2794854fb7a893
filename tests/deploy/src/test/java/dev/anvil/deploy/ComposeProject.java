package dev.anvil.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of the compose files, brought up with some of its text changed. Closing it leaves nothing of it. */
final class ComposeProject implements AutoCloseable {
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;

    /**
     * @param compose what docker compose is called here
     * @param changes texts of the file, and what stands there instead
     */
    ComposeProject(
            String compose,
            String name,
            Path folder,
            String file,
            Map<String, String> changes,
            Map<String, String> environment)
            throws IOException {
        this.name = name;
        this.environment = environment;
        String text = DeployFolder.read(DeployFolder.root().resolve("compose").resolve(file));
        for (var change : changes.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new AssertionError(file + " has no '" + change.getKey() + "'");
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(folder.resolve(file), text);
        Files.copy(DeployFolder.root().resolve("compose/haproxy.cfg"), folder.resolve("haproxy.cfg"));
        this.command = new ArrayList<>(List.of(compose.strip().split("\\s+")));
        command.addAll(List.of("-p", name, "-f", folder.resolve(file).toString()));
    }

    ComposeProject up(String... more) throws IOException, InterruptedException {
        try (HealthRounds rounds = HealthRounds.among(name)) {
            run(Stream.concat(Stream.of("up", "-d"), Arrays.stream(more)).toArray(String[]::new));
        }
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
        return name;
    }
}
