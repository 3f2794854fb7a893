package dev.anvil.cli.object;

import dev.anvil.cli.instance.EnvFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers uploads that were begun, so that the same command goes on with them after an interruption. A file that has changed since is
 * another file.
 */
final class UploadMemory {
    private static final String UPLOAD = "UPLOAD_ID";

    private final Path folder;

    UploadMemory(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        this.folder = (cache != null && !cache.isBlank()
                        ? Path.of(cache)
                        : Path.of(environment.getOrDefault("HOME", "."), ".cache"))
                .resolve("anvil")
                .resolve("uploads");
    }

    /** One upload of one file to one place. */
    Path entry(String server, ObjectReference target, Path source, UploadPlan plan) throws IOException {
        FileTime modified = Files.getLastModifiedTime(source);
        String what = server + "\n" + target + "\n" + source.toRealPath() + "\n" + plan + "\n" + modified;
        return folder.resolve(UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)) + ".env");
    }

    Optional<String> recall(Path entry) throws IOException {
        return Files.exists(entry) ? EnvFile.read(entry).get(UPLOAD) : Optional.empty();
    }

    void keep(Path entry, String upload) throws IOException {
        Files.createDirectories(folder);
        new EnvFile(Map.of(UPLOAD, upload)).write(entry);
    }

    void forget(Path entry) throws IOException {
        Files.deleteIfExists(entry);
    }
}
