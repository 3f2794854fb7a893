package dev.anvil.cli.auth;

import picocli.CommandLine.Command;

/** Groups the commands on access tokens. */
@Command(
        name = "auth",
        description = "Access tokens for the gRPC API.",
        mixinStandardHelpOptions = true,
        subcommands = PrintToken.class)
public final class AuthCommands {}
