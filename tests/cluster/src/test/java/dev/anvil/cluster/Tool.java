package dev.anvil.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a program that stands on this machine and gives back what it said. */
record Tool(Path folder, Map<String, String> environment) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** How a program ended and what it printed, both streams in one. */
    record Outcome(String command, int status, String output) {
        Outcome succeeded() {
            if (status != 0) {
                throw new AssertionError(command + " ended with " + status + ":\n" + output);
            }
            return this;
        }
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    Outcome run(String... command) {
        return run(List.of(command));
    }

    Outcome run(List<String> command) {
        try {
            Path output = Files.createTempFile("anvil-tool", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            // The machine's own idea of certificates is not what is tested, and rclone cannot use it.
            builder.environment().remove("AWS_CA_BUNDLE");
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + LIMIT + ":\n" + Files.readString(output));
            }
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Outcome(String.join(" ", command), process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }
}
