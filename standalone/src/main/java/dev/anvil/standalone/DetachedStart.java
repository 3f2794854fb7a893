package dev.anvil.standalone;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.CommandName;
import dev.anvil.cli.instance.DataFolder;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts this same program again without {@code --detach}, in a session of its own so that closing the terminal does not
 * end it, and shows what it says until it is ready.
 */
final class DetachedStart {
    private static final long LOOK_MILLIS = 100;

    /** By every JVM that uses the Vector API, and there is no way to stop it. We are one, too. */
    private static final String SAID_ALREADY = "WARNING: Using incubator modules: jdk.incubator.vector\n";

    private static final String NEW_SESSION = "/usr/bin/setsid";

    private final DataFolder folder;
    private final List<String> arguments;
    private final PrintStream out;

    DetachedStart(DataFolder folder, List<String> arguments, PrintStream out) {
        this.folder = folder;
        this.arguments = List.copyOf(arguments);
        this.out = out;
    }

    int await() throws IOException, InterruptedException {
        Files.createDirectories(folder.root());
        // What a start that was killed left behind must not look like this one being ready.
        Files.deleteIfExists(folder.pid());
        Files.deleteIfExists(folder.env());
        Files.deleteIfExists(folder.console());
        // The credentials of the first administrator are said there.
        Path console = Files.createFile(
                folder.console(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Process process = new ProcessBuilder(command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        try (RandomAccessFile said = new RandomAccessFile(folder.console().toFile(), "r")) {
            boolean ended = false;
            while (!ended && !Files.exists(folder.pid())) {
                ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                repeat(said);
            }
            if (ended) {
                if (process.exitValue() == 0) {
                    throw new CommandFailure("it was stopped before it was ready, see " + folder.console());
                }
                return process.exitValue();
            }
            awaitLastWords(process, said);
        }
        return 0;
    }

    /** Ready is told by a file, a moment before or after the words about it. */
    private void awaitLastWords(Process process, RandomAccessFile said) throws IOException, InterruptedException {
        long before = -1;
        while (before != said.getFilePointer() && process.isAlive()) {
            before = said.getFilePointer();
            boolean ignored = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            repeat(said);
        }
        out.println("It runs in the background as process " + process.pid() + "; `" + CommandName.asTyped()
                + " down --data " + folder + "` stops it.");
    }

    private void repeat(RandomAccessFile said) throws IOException {
        byte[] more = new byte[(int) (said.length() - said.getFilePointer())];
        said.readFully(more);
        out.print(new String(more, StandardCharsets.UTF_8).replace(SAID_ALREADY, ""));
        out.flush();
    }

    private List<String> command() {
        String java = ProcessHandle.current()
                .info()
                .command()
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>();
        if (new File(NEW_SESSION).canExecute()) {
            command.add(NEW_SESSION);
        }
        command.add(java);
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        if (classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, StandaloneApplication.class.getName()));
        }
        arguments.stream()
                .filter(argument -> !argument.equals(UpCommand.DETACH))
                .forEach(command::add);
        return command;
    }
}
