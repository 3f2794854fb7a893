package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.TaskCounts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "count", description = "Count background tasks by type and state.", mixinStandardHelpOptions = true)
final class CountTasks implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        TaskCounts counts;
        try (Server server = connection.open()) {
            counts = server.administration().countTasks();
        }
        output.show(counts, () -> {
            Table table = new Table("TYPE", "STATE", "COUNT");
            counts.counts().forEach(count -> table.row(count.type(), count.state(), count.count()));
            return table.row("outbox", "not queued yet", counts.outbox()).render();
        });
        return 0;
    }
}
