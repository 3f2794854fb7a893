package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands of operators. */
@Command(
        name = "admin",
        description = "Regions, tenants, apps and their policies, background tasks, nodes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A new tenant in three steps:",
            "  anvil admin tenants create --name acme",
            "  anvil admin apps create --tenant acme --name web",
            "  anvil admin policies grant --tenant acme --app web --action 'object:*' --resource 'photos/*'"
        },
        subcommands = {
            RegionCommands.class,
            TenantCommands.class,
            AppCommands.class,
            PolicyCommands.class,
            TaskCommands.class,
            NodeCommands.class
        })
public final class AdminCommands {}
