package dev.anvil.cli.admin;

import dev.anvil.cli.argument.Expiry;
import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.AppRole;
import dev.anvil.cli.peer.AppSecret;
import dev.anvil.cli.peer.Server;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Make an administrator. Prints its client id and, this once, its secret.",
        mixinStandardHelpOptions = true)
final class CreateUser implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            defaultValue = "default",
            description = "The tenant of its app (default: ${DEFAULT-VALUE}).")
    private String tenant = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "read-only-viewer",
            description = "read-only-viewer looks at everything, super-admin changes it (default: ${DEFAULT-VALUE}).")
    private AppRole role = AppRole.NONE;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            converter = Expiry.Reader.class,
            description = "When its credentials end: 2027-01-31, 30d, or never.")
    private @Nullable Expiry expires;

    @Override
    public Integer call() {
        String wanted = name.value();
        Optional<Instant> end = expires == null ? Optional.empty() : expires.at();
        AppSecret made;
        try (Server server = connection.open()) {
            made = server.administration().createApp(tenant, wanted, role, List.of(), end);
        }
        output.show(
                made,
                () -> "administrator " + made.name() + " (" + role + ")\nclientId      " + made.clientId()
                        + "\nclientSecret  " + made.clientSecret()
                        + "\nThe secret is shown this once: keep it now, for example with `anvil configure`.");
        return 0;
    }
}
