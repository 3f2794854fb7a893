package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on apps. */
@Command(
        name = "apps",
        aliases = "app",
        description = "Who signs requests: a client id, a secret and policies.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CreateApp.class,
            ListApps.class,
            ShowApp.class,
            UpdateApp.class,
            ResetSecret.class,
            RotateSecret.class,
            DeleteApp.class
        })
final class AppCommands {}
