package dev.anvil.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server that still runs on our data because the process that started it was killed. Whoever holds the lock of the data
 * folder may end it: nobody else can be using it.
 */
final class LeftoverServer {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final PostgresFolder folder;
    private final PostgresTools tools;

    LeftoverServer(PostgresFolder folder, PostgresTools tools) {
        this.folder = folder;
        this.tools = tools;
    }

    /** Ends it, if there is one, and removes what would keep a new one from starting. */
    Optional<Long> end() throws IOException, InterruptedException {
        if (!Files.exists(folder.processFile())) {
            return Optional.empty();
        }
        Optional<ProcessHandle> server = process();
        if (server.isPresent()) {
            stop(server.get());
        }
        Files.deleteIfExists(folder.processFile());
        return server.map(ProcessHandle::pid);
    }

    /** The process that the file names, if it is alive and really a server on our data: process ids are used again. */
    private Optional<ProcessHandle> process() throws IOException {
        String first = Files.readAllLines(folder.processFile()).stream()
                .findFirst()
                .orElse("")
                .strip();
        if (!first.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(first))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .commandLine()
                        .map(line -> line.contains(folder.data().toString()))
                        .orElse(false));
    }

    private void stop(ProcessHandle server) throws IOException, InterruptedException {
        try {
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
                    "-t",
                    String.valueOf(LIMIT.toSeconds()));
        } catch (IOException e) {
            // It does not listen to reason. The next start recovers from its journal.
            server.destroyForcibly();
        }
        try {
            var ignored = server.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the PostgreSQL that an earlier start left behind does not end: process " + server.pid(), e);
        }
    }
}
