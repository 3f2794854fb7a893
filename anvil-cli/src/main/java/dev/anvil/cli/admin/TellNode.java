package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What an operator may want of a node. */
abstract sealed class TellNode implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "NODE", description = "The id that `anvil admin nodes list` shows.")
    private String node = "";

    private final String state;

    private TellNode(String state) {
        this.state = state;
    }

    @Override
    public Integer call() {
        List<Node> nodes;
        try (Server server = connection.open()) {
            nodes = server.administration().setNodeState(node, state).nodes();
        }
        output.show(nodes, () -> "node " + node + " shall be " + state);
        return 0;
    }

    @Command(
            name = "drain",
            description = "Let a node take nothing new; what it has is still read.",
            mixinStandardHelpOptions = true)
    static final class Drain extends TellNode {
        Drain() {
            super("draining");
        }
    }

    @Command(
            name = "decommission",
            description = "Give a node up for good: what was on its drives is taken for lost.",
            mixinStandardHelpOptions = true)
    static final class Decommission extends TellNode {
        Decommission() {
            super("decommissioned");
        }
    }

    @Command(
            name = "activate",
            description = "Let a node that was drained serve again.",
            mixinStandardHelpOptions = true)
    static final class Activate extends TellNode {
        Activate() {
            super("up");
        }
    }
}
