package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Tenant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the tenants.", mixinStandardHelpOptions = true)
final class ListTenants implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<Tenant> tenants;
        try (Server server = connection.open()) {
            tenants = server.administration().tenants();
        }
        output.show(tenants, () -> {
            Table table = new Table("NAME", "DISPLAY NAME", "E-MAIL", "CREATED");
            tenants.forEach(tenant -> table.row(tenant.name(), tenant.displayName(), tenant.email(), tenant.created()));
            return table.render();
        });
        return 0;
    }
}
