package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "List the nodes as the member that is asked sees them.",
        mixinStandardHelpOptions = true)
final class ListNodes implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() {
        List<Node> nodes;
        try (Server server = connection.open()) {
            nodes = server.administration().clusterView().nodes();
        }
        output.show(nodes, () -> table(nodes).render());
        return 0;
    }

    private static Table table(List<Node> nodes) {
        Table table = new Table("NODE", "STATE", "ROLES", "ADDRESS", "ZONE", "DRIVES", "USED", "CAPACITY", "SINCE");
        nodes.forEach(node -> table.row(
                node.nodeId(),
                node.state(),
                String.join(",", node.roles()),
                node.address(),
                node.zone(),
                node.drives().size(),
                new Bytes(node.usedBytes()),
                new Bytes(node.capacityBytes()),
                node.since()));
        return table;
    }
}
