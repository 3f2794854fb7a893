package dev.anvil.cli.admin;

import picocli.CommandLine.Command;

/** Groups the commands on tasks. */
@Command(
        name = "tasks",
        aliases = "task",
        description = "Background work: what waits, runs, and failed for good.",
        mixinStandardHelpOptions = true,
        subcommands = {ListTasks.class, ShowTask.class, CountTasks.class, RetryTask.class, CancelTask.class})
final class TaskCommands {}
