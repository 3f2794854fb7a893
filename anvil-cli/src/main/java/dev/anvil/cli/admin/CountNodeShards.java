package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.DriveShards;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "shards",
        description = "Count what objects have on the drives of a node. Looks at every object.",
        mixinStandardHelpOptions = true)
final class CountNodeShards implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "NODE", description = "The id that `anvil admin nodes list` shows.")
    private String node = "";

    @Override
    public Integer call() {
        List<DriveShards> drives;
        try (Server server = connection.open()) {
            drives = server.administration().nodeShards(node);
        }
        output.show(drives, () -> {
            Table table = new Table("DRIVE", "SHARDS");
            drives.forEach(drive -> table.row(drive.driveId(), drive.shards()));
            return table.render();
        });
        return 0;
    }
}
