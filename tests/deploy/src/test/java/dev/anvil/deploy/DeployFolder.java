package dev.anvil.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that are tested. */
final class DeployFolder {
    private DeployFolder() {}

    static Path root() {
        return Path.of("../../deploy").toAbsolutePath().normalize();
    }

    static Path chart() {
        return root().resolve("helm/anvil");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
