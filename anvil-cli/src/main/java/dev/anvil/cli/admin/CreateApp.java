package dev.anvil.cli.admin;

import dev.anvil.cli.argument.Expiry;
import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.AppRole;
import dev.anvil.cli.peer.AppSecret;
import dev.anvil.cli.peer.Policy;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        description = "Make an app. Prints its client id and, this once, its secret.",
        mixinStandardHelpOptions = true)
final class CreateApp implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "none",
            description = "What it may administer: none, read-only-viewer or super-admin (default: ${DEFAULT-VALUE}).")
    private AppRole role = AppRole.NONE;

    @Option(
            names = "--policy",
            paramLabel = "ACTION|RESOURCE",
            description = "What it may do, for example 'object:*|photos/*'; may be given several times.")
    private List<Policy> policies = List.of();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            converter = Expiry.Reader.class,
            description = "When its credentials end: 2027-01-31, 30d, or never.")
    private @Nullable Expiry expires;

    @Override
    public Integer call() {
        String wanted = name.value();
        AppSecret made;
        try (Server server = connection.open()) {
            made = server.administration()
                    .createApp(tenant, wanted, role, policies, expires == null ? Optional.empty() : expires.at());
        }
        output.show(
                made,
                () -> "app " + made.name() + " of tenant " + made.tenant() + "\nclientId      " + made.clientId()
                        + "\nclientSecret  " + made.clientSecret()
                        + "\nThe secret is shown this once: keep it now.");
        return 0;
    }
}
