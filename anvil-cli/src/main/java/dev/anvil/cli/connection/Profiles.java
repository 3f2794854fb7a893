package dev.anvil.cli.connection;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.EnvFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Named endpoints with credentials, one file each in the user's configuration folder. */
public final class Profiles {
    public static final String DEFAULT = "default";

    private final Path folder;

    private Profiles(Path folder) {
        this.folder = folder;
    }

    /** Where the environment says that configuration is kept. */
    public static Profiles of(Map<String, String> environment) {
        String configuration = environment.get("XDG_CONFIG_HOME");
        Path base = configuration != null && !configuration.isBlank()
                ? Path.of(configuration)
                : Path.of(environment.getOrDefault("HOME", "."), ".config");
        return new Profiles(base.resolve("anvil").resolve("profiles"));
    }

    public Path file(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new CommandFailure("'" + name + "' is no name for a profile: use letters, digits, '.', '_' and '-'");
        }
        return folder.resolve(name + ".env");
    }

    Optional<EnvFile> find(String name) {
        Path file = file(name);
        try {
            return Files.exists(file) ? Optional.of(EnvFile.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure("the profile " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    public Path save(String name, EnvFile profile) {
        Path file = file(name);
        try {
            Files.createDirectories(folder);
            profile.write(file);
            return file;
        } catch (IOException e) {
            throw new CommandFailure("the profile " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
