package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.AppRole;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "update",
        description = "Change what an administrator may do. The last super-admin stays one.",
        mixinStandardHelpOptions = true)
final class UpdateUser implements Callable<Integer> {
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
            required = true,
            description = "none, read-only-viewer or super-admin.")
    private AppRole role = AppRole.NONE;

    @Override
    public Integer call() {
        String wanted = name.value();
        App changed;
        try (Server server = connection.open()) {
            changed = server.administration().updateApp(tenant, wanted, null, role, null);
        }
        output.show(changed, () -> changed.name() + " is " + changed.role());
        return 0;
    }
}
