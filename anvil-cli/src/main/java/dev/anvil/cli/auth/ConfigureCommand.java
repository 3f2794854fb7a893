package dev.anvil.cli.auth;

import dev.anvil.cli.connection.Profiles;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.EnvFile;
import dev.anvil.cli.instance.InstanceVariables;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "configure",
        description = "Keep an endpoint and credentials in a profile. Asks for what is not given.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  anvil configure",
            "  anvil configure --profile work --endpoint https://s3.example.com --client-id AKIA...",
            "  anvil configure --profile laptop --data ./anvil-data",
            "",
            "Without a terminal the secret is taken from AWS_SECRET_ACCESS_KEY; it is no option, because",
            "everybody on a machine sees the arguments of commands."
        })
public final class ConfigureCommand implements Callable<Integer> {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = Profiles.DEFAULT,
            description = "The profile to write (default: ${DEFAULT-VALUE}).")
    private String profile = Profiles.DEFAULT;

    @Option(names = "--endpoint", paramLabel = "HOST:PORT", description = "The gateway (https://HOST:PORT for TLS).")
    private @Nullable String endpoint;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "A PEM file with the authority that signed the gateway's certificate.")
    private @Nullable Path authority;

    @Option(names = "--client-id", paramLabel = "ID", description = "The app's client id, which is its access key id.")
    private @Nullable String clientId;

    @Option(names = "--data", paramLabel = "DIR", description = "Take everything from the instance in DIR.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        Map<String, String> known = data == null ? System.getenv() : instance(data);
        lines.put(
                InstanceVariables.ENDPOINT, value(endpoint, known, InstanceVariables.ENDPOINT, "Endpoint (HOST:PORT)"));
        if (authority != null) {
            // The profile is used from any folder.
            lines.put(
                    InstanceVariables.CA_FILE,
                    authority.toAbsolutePath().normalize().toString());
        } else if (known.containsKey(InstanceVariables.CA_FILE)) {
            lines.put(InstanceVariables.CA_FILE, String.valueOf(known.get(InstanceVariables.CA_FILE)));
        }
        lines.put(
                InstanceVariables.ACCESS_KEY_ID,
                value(clientId, known, InstanceVariables.ACCESS_KEY_ID, "Client id (access key id)"));
        lines.put(InstanceVariables.SECRET_ACCESS_KEY, secret(known));
        Path file = Profiles.of(System.getenv()).save(profile, new EnvFile(lines));
        System.out.println("profile '" + profile + "' is kept in " + file
                + (profile.equals(Profiles.DEFAULT) ? "" : "; use it with --profile " + profile));
        return 0;
    }

    private static Map<String, String> instance(Path data) throws IOException {
        Path file = new DataFolder(data).env();
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    "no instance is ready in " + data + ": start it with `anvil up --data " + data + "`");
        }
        return EnvFile.read(file).values();
    }

    private String value(@Nullable String given, Map<String, String> known, String variable, String question) {
        String fallback = known.get(variable);
        if (given != null || (data != null && fallback != null)) {
            return given != null ? given : String.valueOf(fallback);
        }
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return required(fallback, variable);
        }
        String answer = console.readLine(question + (fallback == null ? ": " : " [" + fallback + "]: "));
        return required(answer == null || answer.isBlank() ? fallback : answer.strip(), variable);
    }

    private String secret(Map<String, String> known) {
        String fallback = known.get(InstanceVariables.SECRET_ACCESS_KEY);
        Console console = System.console();
        if (data != null || console == null || !console.isTerminal()) {
            return required(fallback, InstanceVariables.SECRET_ACCESS_KEY);
        }
        char[] answer = console.readPassword("Client secret%s: ", fallback == null ? "" : " [from the environment]");
        return required(
                answer == null || answer.length == 0 ? fallback : new String(answer),
                InstanceVariables.SECRET_ACCESS_KEY);
    }

    private static String required(@Nullable String value, String variable) {
        if (value == null || value.isBlank()) {
            throw new CommandFailure(variable + " is missing: answer the question, or set it in the environment");
        }
        return value;
    }
}
