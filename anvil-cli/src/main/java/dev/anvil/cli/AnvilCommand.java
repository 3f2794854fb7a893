package dev.anvil.cli;

import dev.anvil.cli.admin.AdminCommands;
import dev.anvil.cli.auth.AuthCommands;
import dev.anvil.cli.auth.ConfigureCommand;
import dev.anvil.cli.bucket.BucketCommands;
import dev.anvil.cli.completion.CompletionCommand;
import dev.anvil.cli.local.DownCommand;
import dev.anvil.cli.local.LogsCommand;
import dev.anvil.cli.local.StatusCommand;
import dev.anvil.cli.object.ObjectCommands;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root of all commands. Alone it prints its help. */
@Command(
        name = "anvil",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "The S3-compatible, erasure-coded object store that you run yourself.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands of the client:%n",
        footerHeading = "%nCommands that need no running instance:%n",
        footer = {
            "  up         Start all services on this machine (anvil up --help).",
            "  test       Build everything and run all tests.",
            "",
            "First minute:",
            "  anvil up --detach",
            "  anvil bucket create photos",
            "  anvil object put cat.jpg photos/cat.jpg",
            "",
            "Exit codes: 0 done, 1 failed, 2 used wrongly."
        },
        subcommands = {
            StatusCommand.class,
            DownCommand.class,
            LogsCommand.class,
            BucketCommands.class,
            ObjectCommands.class,
            AdminCommands.class,
            AuthCommands.class,
            ConfigureCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
final class AnvilCommand {}
