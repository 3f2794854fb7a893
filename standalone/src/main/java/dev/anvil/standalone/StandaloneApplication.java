package dev.anvil.standalone;

import dev.anvil.runtime.setting.SettingRefused;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The process behind {@code anvil up}, and behind those commands that need the secrets of a cluster. */
@Command(
        name = "anvil",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The part of anvil that runs services. `anvil help` shows all commands.",
        subcommands = {UpCommand.class, BootstrapCommand.class})
public final class StandaloneApplication {
    private StandaloneApplication() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    private static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new StandaloneApplication());
        commands.setExecutionExceptionHandler((failure, failed, parsed) -> {
            PrintWriter err = failed.getErr();
            err.println("anvil " + failed.getCommandName() + ": " + sentence(failure));
            err.flush();
            return failure instanceof SettingRefused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        });
        commands.setUsageHelpAutoWidth(true);
        return commands;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
