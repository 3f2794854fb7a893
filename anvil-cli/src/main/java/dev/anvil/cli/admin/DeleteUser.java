package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "delete",
        description = "Delete an administrator and its credentials. The last super-admin stays.",
        mixinStandardHelpOptions = true)
final class DeleteUser implements Callable<Integer> {
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

    @Override
    public Integer call() {
        String wanted = name.value();
        try (Server server = connection.open()) {
            server.administration().deleteApp(tenant, wanted);
        }
        output.show(Map.of("deleted", wanted), () -> wanted + " is gone");
        return 0;
    }
}
