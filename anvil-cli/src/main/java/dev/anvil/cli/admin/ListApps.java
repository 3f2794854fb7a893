package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.Policy;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List the apps of a tenant with their policies.", mixinStandardHelpOptions = true)
final class ListApps implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Override
    public Integer call() {
        List<App> apps;
        try (Server server = connection.open()) {
            apps = server.administration().apps(tenant);
        }
        output.show(apps, () -> {
            Table table = new Table("NAME", "CLIENT ID", "ROLE", "POLICIES");
            apps.forEach(app -> table.row(
                    app.name(),
                    app.clientId(),
                    app.role(),
                    app.policies().stream().map(Policy::toString).collect(Collectors.joining(" "))));
            return table.render();
        });
        return 0;
    }
}
