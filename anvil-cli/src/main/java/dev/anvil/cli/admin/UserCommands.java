package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on administrators. */
@Command(
        name = "users",
        aliases = "user",
        description = "Who administers: apps with the role super-admin or read-only-viewer.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateUser.class, ListUsers.class, ShowUser.class, UpdateUser.class, DeleteUser.class})
final class UserCommands {}
