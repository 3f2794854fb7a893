package dev.anvil.cli;

import dev.anvil.cli.peer.AppRole;
import dev.anvil.cli.peer.Policy;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** The command line: reads arguments, runs one command, answers an exit code. */
public final class AnvilCli {
    /** What goes wrong is said in one sentence, by us. Held, because a logger that nobody holds forgets its level. */
    private static final Logger TRANSPORT = Logger.getLogger("io.grpc");

    private AnvilCli() {}

    public static void main(String[] arguments) {
        TRANSPORT.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new AnvilCommand());
        commands.registerConverter(Policy.class, AnvilCli::policy);
        commands.registerConverter(AppRole.class, AnvilCli::role);
        commands.registerConverter(Long.TYPE, AnvilCli::wholeNumber);
        commands.registerConverter(Integer.TYPE, text -> Math.toIntExact(wholeNumber(text)));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println("anvil: " + Complaint.about(failure));
            err.flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        commands.setUsageHelpAutoWidth(true);
        commands.setUsageHelpLongOptionsMaxWidth(26);
        commands.setAbbreviatedSubcommandsAllowed(false);
        return commands;
    }

    private static Policy policy(String text) {
        try {
            return Policy.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static long wholeNumber(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number");
        }
    }

    private static AppRole role(String text) {
        for (AppRole role : AppRole.values()) {
            if (role.toString().equalsIgnoreCase(text)) {
                return role;
            }
        }
        throw new TypeConversionException("expected none, read-only-viewer or super-admin, not '" + text + "'");
    }
}
