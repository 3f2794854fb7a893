package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.AppSecret;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reset-secret",
        description = "Give an app a new secret. The old one stops working.",
        mixinStandardHelpOptions = true)
final class ResetSecret implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        AppSecret made;
        try (Server server = connection.open()) {
            made = server.administration().resetSecret(tenant, wanted);
        }
        output.show(
                made,
                () -> "app " + made.name() + " of tenant " + made.tenant() + "\nclientId      " + made.clientId()
                        + "\nclientSecret  " + made.clientSecret()
                        + "\nThe secret is shown this once: keep it now.");
        return 0;
    }
}
