package dev.anvil.cli.connection;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.InstanceVariables;
import dev.anvil.cli.peer.Authority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server for a command. What is said on the command line counts most: a data folder, else a profile. Then the
 * environment, as sourcing {@code anvil.env} sets it; then the profile named default; then an instance in the default
 * data folder of the current directory.
 */
final class TargetSearch {
    private final Map<String, String> environment;
    private final Path defaultData;

    TargetSearch(Map<String, String> environment, Path defaultData) {
        this.environment = environment;
        this.defaultData = defaultData;
    }

    Target find(@Nullable Path data, @Nullable String profile, @Nullable String endpoint, @Nullable Path authority) {
        EnvFile source = source(data, profile, endpoint);
        String address = endpoint != null ? endpoint : required(source, InstanceVariables.ENDPOINT);
        return Target.of(
                address,
                required(source, InstanceVariables.ACCESS_KEY_ID),
                required(source, InstanceVariables.SECRET_ACCESS_KEY),
                Optional.ofNullable(authority)
                        .or(() -> source.get(InstanceVariables.CA_FILE)
                                .filter(file -> !file.isBlank())
                                .map(Path::of))
                        .map(Authority::new));
    }

    private EnvFile source(@Nullable Path data, @Nullable String profile, @Nullable String endpoint) {
        if (data != null) {
            return instance(data).orElseThrow(() -> notReady(data));
        }
        Profiles profiles = Profiles.of(environment);
        if (profile != null) {
            return profiles.find(profile)
                    .orElseThrow(() -> new CommandFailure("there is no profile '" + profile + "' ("
                            + profiles.file(profile) + "): make it with `anvil configure --profile " + profile + "`"));
        }
        if (endpoint != null || environment.containsKey(InstanceVariables.ENDPOINT)) {
            return new EnvFile(environmentLines());
        }
        return profiles.find(Profiles.DEFAULT)
                .or(() -> instance(defaultData))
                .orElseThrow(
                        () -> new CommandFailure("which server? Give --data DIR for an instance of this machine, or"
                                + " --profile NAME after `anvil configure`, or set ANVIL_ENDPOINT, AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY"));
    }

    private Map<String, String> environmentLines() {
        Map<String, String> lines = new java.util.LinkedHashMap<>();
        for (String name : new String[] {
            InstanceVariables.ENDPOINT,
            InstanceVariables.CA_FILE,
            InstanceVariables.ACCESS_KEY_ID,
            InstanceVariables.SECRET_ACCESS_KEY
        }) {
            String value = environment.get(name);
            if (value != null) {
                lines.put(name, value);
            }
        }
        return lines;
    }

    private static Optional<EnvFile> instance(Path data) {
        Path file = new DataFolder(data).env();
        try {
            return Files.exists(file) ? Optional.of(EnvFile.read(file)) : Optional.empty();
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static CommandFailure notReady(Path data) {
        return new CommandFailure("no instance is ready in " + data + ": start it with `anvil up --data " + data + "`");
    }

    private static String required(EnvFile source, String name) {
        return source.get(name)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new CommandFailure(
                        name + " is not set: use --data DIR, or --profile NAME after `anvil configure`, or set it"));
    }
}
