package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        aliases = "ls",
        description = "List who may administer or look at everything.",
        mixinStandardHelpOptions = true)
final class ListUsers implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<App> users;
        try (Server server = connection.open()) {
            users = server.administration().administrators();
        }
        output.show(users, () -> {
            Table table = new Table("NAME", "TENANT", "ROLE", "CLIENT ID", "ENABLED", "EXPIRES");
            users.forEach(user -> table.row(
                    user.name(),
                    user.tenant(),
                    user.role(),
                    user.clientId(),
                    user.enabled(),
                    user.expires() == null ? "never" : user.expires()));
            return table.render();
        });
        return 0;
    }
}
