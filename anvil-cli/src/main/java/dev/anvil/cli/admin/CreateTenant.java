package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Tenant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "create", description = "Make a tenant.", mixinStandardHelpOptions = true)
final class CreateTenant implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final NameOption name = new NameOption();

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "How S3 shows it as an owner.")
    private String displayName = "";

    @Option(names = "--email", paramLabel = "ADDRESS", defaultValue = "", description = "Whom to write to.")
    private String email = "";

    @Override
    public Integer call() {
        String wanted = name.value();
        Tenant made;
        try (Server server = connection.open()) {
            made = server.administration().createTenant(wanted, displayName, email);
        }
        output.show(
                made,
                () -> "tenant " + made.name() + " is there; its first app: anvil admin apps create --tenant "
                        + made.name() + " --name APP");
        return 0;
    }
}
