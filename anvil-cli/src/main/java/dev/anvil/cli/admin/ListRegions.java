package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Region;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "List the regions.", mixinStandardHelpOptions = true)
final class ListRegions implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<Region> regions;
        try (Server server = connection.open()) {
            regions = server.administration().regions();
        }
        output.show(regions, () -> {
            Table table = new Table("NAME", "ENDPOINT", "CREATED");
            regions.forEach(region -> table.row(region.name(), region.endpoint(), region.created()));
            return table.render();
        });
        return 0;
    }
}
