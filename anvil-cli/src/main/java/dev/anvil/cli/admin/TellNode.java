package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.DriveShards;
import dev.anvil.cli.peer.Node;
import dev.anvil.cli.peer.Server;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    /** Whether the operator knows that a node that is given up is not empty. */
    boolean acceptsLoss() {
        return false;
    }

    /** What is still to be done when the node was told. */
    String await(Server server, String told) throws InterruptedException {
        return "node " + told + " shall be " + state;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Server server = connection.open()) {
            List<Node> nodes = server.administration()
                    .setNodeState(node, state, acceptsLoss())
                    .nodes();
            String text = await(server, node);
            output.show(nodes, () -> text);
        }
        return 0;
    }

    @Command(
            name = "drain",
            description = "Let a node take nothing new, and move what it has to others; until then it is read from.",
            mixinStandardHelpOptions = true)
    static final class Drain extends TellNode {
        private static final long LOOK_EVERY_MILLIS = 2_000;

        @Option(names = "--wait", description = "Return when nothing is left on the node.")
        private boolean wait;

        Drain() {
            super("draining");
        }

        @Override
        String await(Server server, String told) throws InterruptedException {
            if (!wait) {
                return super.await(server, told) + "; `anvil admin nodes shards " + told + "` tells what is left on it";
            }
            while (left(server, told) > 0) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
            return "node " + told + " is empty";
        }

        private static long left(Server server, String node) {
            return server.administration().nodeShards(node).stream()
                    .mapToLong(DriveShards::shards)
                    .sum();
        }
    }

    @Command(
            name = "decommission",
            description = "Give a node up for good. Refused while objects have shards on it.",
            mixinStandardHelpOptions = true)
    static final class Decommission extends TellNode {
        @Option(
                names = "--accept-loss",
                description = "Even so: what is on its drives is taken for lost and made anew from what others have.")
        private boolean acceptLoss;

        Decommission() {
            super("decommissioned");
        }

        @Override
        boolean acceptsLoss() {
            return acceptLoss;
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
