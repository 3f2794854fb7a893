package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on encryption keys. */
@Command(
        name = "keys",
        aliases = "key",
        description = "The keys that encrypt secrets in the database.",
        mixinStandardHelpOptions = true,
        subcommands = {ListKeys.class, RotateKeys.class})
final class KeyCommands {}
