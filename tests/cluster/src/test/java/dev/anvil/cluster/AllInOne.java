package dev.anvil.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code anvil up} on free ports, in the foreground of a child process. */
final class AllInOne implements Suite {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final Process process;
    private final Map<String, String> env;

    private AllInOne(Path data, Process process, Map<String, String> env) {
        this.data = data;
        this.process = process;
        this.env = env;
    }

    static AllInOne up(Path data, Map<String, String> environment, String... options) {
        try {
            Files.createDirectories(data);
            List<String> command = new ArrayList<>(List.of(Repository.anvil(), "up", "--data", data.toString()));
            command.addAll(List.of("--api", "127.0.0.1:" + Repository.freePort()));
            command.addAll(List.of("--s3", "127.0.0.1:" + Repository.freePort()));
            command.addAll(List.of("--management", "127.0.0.1:" + Repository.freePort()));
            command.addAll(List.of("--cluster", "/ip4/127.0.0.1/udp/" + Repository.freePort() + "/quic-v1"));
            command.addAll(List.of(options));
            Path log = data.resolve("up.out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Files.deleteIfExists(data.resolve("anvil.env"));
            Process process = builder.start();
            awaitReady(process, data, log);
            return new AllInOne(data, process, EnvFile.read(data.resolve("anvil.env")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process process, Path data, Path log) throws IOException {
        Instant limit = Instant.now().plus(START_LIMIT);
        try {
            while (!Files.exists(data.resolve("anvil.env"))) {
                boolean ended = process.waitFor(100, TimeUnit.MILLISECONDS);
                if (ended || Instant.now().isAfter(limit)) {
                    process.destroyForcibly();
                    throw new AssertionError("anvil up did not get ready:\n" + Files.readString(log));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for anvil up", e);
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
        command.addAll(List.of("--data", data.toString()));
        return new Tool(Repository.root(), Map.of()).run(command);
    }

    /** What {@code anvil.pid} names, which is what an operator would kill. */
    long pid() {
        try {
            return Long.parseLong(Files.readString(data.resolve("anvil.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No farewell: the way that power cuts and the kernel's out-of-memory killer end a process. */
    void kill() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        awaitEnd();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("anvil up did not stop within " + STOP_LIMIT + " of being asked to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for anvil up to end", e);
        }
    }
}
