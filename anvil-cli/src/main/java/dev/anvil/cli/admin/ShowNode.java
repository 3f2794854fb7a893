package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.output.Bytes;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Show a node and its drives as the member that is asked sees them.",
        mixinStandardHelpOptions = true)
final class ShowNode implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "NODE", description = "The id that `anvil admin nodes list` shows.")
    private String wanted = "";

    @Override
    public Integer call() {
        Node node;
        try (Server server = connection.open()) {
            node = server.administration().clusterView().nodes().stream()
                    .filter(one -> one.nodeId().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            "there is no node '" + wanted + "'; `anvil admin nodes list` shows those that there are"));
        }
        output.show(node, () -> text(node));
        return 0;
    }

    private static String text(Node node) {
        Table drives = new Table("DRIVE", "STATE", "USED", "CAPACITY");
        node.drives()
                .forEach(drive -> drives.row(
                        drive.driveId(),
                        drive.state(),
                        new Bytes(drive.usedBytes()),
                        new Bytes(drive.capacityBytes())));
        return "node     " + node.nodeId() + "\nstate    " + node.state() + " since " + node.since() + "\nroles    "
                + String.join(", ", node.roles()) + "\naddress  " + node.address() + "\nzone     "
                + (node.zone().isEmpty() ? "none" : node.zone())
                + (node.drives().isEmpty() ? "\ndrives   none" : "\n\n" + drives.render());
    }
}
