package dev.anvil.cli.local;

import dev.anvil.cli.instance.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A PostgreSQL that still runs because the instance that started it was killed. */
final class LeftoverPostgres {
    private LeftoverPostgres() {}

    /** Only a process that is alive and works on this very folder: process ids are used again. */
    static Optional<ProcessHandle> of(DataFolder folder) throws IOException {
        Path data = folder.postgres().resolve("data");
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String pid = Files.readString(file).lines().findFirst().orElse("").strip();
        return pid.matches("[0-9]{1,10}")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> process.info()
                                .commandLine()
                                .map(line -> line.contains(data.toString()))
                                .orElse(false))
                : Optional.empty();
    }
}
