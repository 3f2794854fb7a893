package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on what deletes by itself. */
@Command(
        name = "sweep",
        description = "The deletion of what nothing refers to.",
        mixinStandardHelpOptions = true,
        subcommands = {TellSweep.Show.class, TellSweep.Resume.class})
final class SweepCommands {}
