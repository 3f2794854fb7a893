package dev.anvil.cli.admin;

import dev.anvil.cli.argument.Span;
import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.AppSecret;
import dev.anvil.cli.peer.Server;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rotate",
        description = "Give an app a new secret, while its old ones go on working for a while.",
        mixinStandardHelpOptions = true)
final class RotateSecret implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = Span.class,
            description = "How long old secrets go on working, at most 90d (default: ${DEFAULT-VALUE}).")
    private Duration overlap = Duration.ZERO;

    @Override
    public Integer call() {
        String wanted = name.value();
        AppSecret made;
        try (Server server = connection.open()) {
            made = server.administration().rotateSecret(tenant, wanted, overlap);
        }
        output.show(
                made,
                () -> "app " + made.name() + " of tenant " + made.tenant() + "\nclientId      " + made.clientId()
                        + "\nclientSecret  " + made.clientSecret()
                        + "\nThe secret is shown this once: keep it now. Older ones end by themselves;"
                        + " `apps reset-secret` ends them at once.");
        return 0;
    }
}
