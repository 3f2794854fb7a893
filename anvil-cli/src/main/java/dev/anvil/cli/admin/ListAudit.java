package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.AuditLine;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = "List what administrators changed, the newest first.",
        mixinStandardHelpOptions = true)
final class ListAudit implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        List<AuditLine> lines;
        try (Server server = connection.open()) {
            lines = server.administration().audit(limit);
        }
        output.show(lines, () -> {
            Table table = new Table("WHEN", "WHO", "WHAT", "TO", "DETAIL");
            lines.forEach(line -> table.row(line.at(), line.actor(), line.action(), line.subject(), line.detail()));
            return lines.isEmpty() ? "no changes yet" : table.render();
        });
        return 0;
    }
}
