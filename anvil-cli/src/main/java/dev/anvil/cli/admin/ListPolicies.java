package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.App;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List an app's policies.", mixinStandardHelpOptions = true)
final class ListPolicies implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "The app's tenant.")
    private String tenant = "";

    @Option(names = "--app", paramLabel = "APP", required = true, description = "The app's name.")
    private String app = "";

    @Override
    public Integer call() {
        App found;
        try (Server server = connection.open()) {
            found = server.administration().app(tenant, app);
        }
        output.show(found.policies(), () -> {
            Table table = new Table("ACTION", "RESOURCE");
            found.policies().forEach(policy -> table.row(policy.action(), policy.resource()));
            return found.policies().isEmpty() ? "none, so it may do nothing" : table.render();
        });
        return 0;
    }
}
