package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on nodes. */
@Command(
        name = "nodes",
        aliases = "node",
        description = "The processes of the cluster and their drives.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ListNodes.class,
            ShowNode.class,
            CountNodeShards.class,
            TellNode.Drain.class,
            TellNode.Decommission.class,
            TellNode.Activate.class
        })
final class NodeCommands {}
