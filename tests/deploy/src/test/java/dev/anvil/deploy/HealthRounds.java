package dev.anvil.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Podman leaves the rounds of health checks to systemd. Where there is none somebody else must make them, or whoever waits for a
 * healthy container waits for ever.
 */
final class HealthRounds implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Path SYSTEMD = Path.of("/run/systemd/system");

    private final String project;
    private final @Nullable Thread thread;

    private HealthRounds(String project) {
        this.project = project;
        this.thread = isNeeded() ? Thread.ofVirtual().name("health").start(this::run) : null;
    }

    static HealthRounds among(String project) {
        return new HealthRounds(project);
    }

    private static boolean isNeeded() {
        return System.getenv().getOrDefault("DOCKER_HOST", "").contains("podman") && !Files.isDirectory(SYSTEMD);
    }

    private void run() {
        try {
            while (true) {
                for (String container : starting()) {
                    // Its result is what podman remembers; who asks for it is compose.
                    int ignored = new ProcessBuilder("podman", "healthcheck", "run", container)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no health check of " + project + " could be made", e);
        }
    }

    private List<String> starting() throws IOException, InterruptedException {
        Process list = new ProcessBuilder(
                        "podman",
                        "ps",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.project=" + project,
                        "--filter",
                        "health=starting")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream nothing = list.getOutputStream()) {
            nothing.flush();
        }
        List<String> ids = new String(list.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        list.waitFor();
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }
}
