package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands of operators. */
@Command(
        name = "admin",
        description =
                "Regions, tenants, apps and their policies, buckets, background tasks, nodes, administrators, keys.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A new tenant in three steps:",
            "  anvil admin tenants create --name acme",
            "  anvil admin apps create --tenant acme --name web",
            "  anvil admin policies grant --tenant acme --app web --action 'object:*' --resource 'photos/*'",
            "",
            "`anvil admin bootstrap` makes the first administrator of services that run alone."
        },
        subcommands = {
            RegionCommands.class,
            TenantCommands.class,
            AppCommands.class,
            PolicyCommands.class,
            TaskCommands.class,
            NodeCommands.class,
            AdminBucketCommands.class,
            UserCommands.class,
            KeyCommands.class,
            SweepCommands.class,
            ShowUsage.class,
            ListAudit.class,
            VerifyCommand.class
        })
public final class AdminCommands {}
