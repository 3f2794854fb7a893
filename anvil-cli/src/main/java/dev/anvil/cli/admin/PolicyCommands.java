package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on policies. */
@Command(
        name = "policies",
        aliases = "policy",
        description = "What apps may do. Without a policy, nothing.",
        mixinStandardHelpOptions = true,
        subcommands = {GrantPolicy.class, RevokePolicy.class, ListPolicies.class, TestPolicy.class})
final class PolicyCommands {}
