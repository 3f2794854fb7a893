package dev.anvil.cli.local;

import dev.anvil.cli.failure.CommandFailure;
import dev.anvil.cli.instance.DataFolder;
import dev.anvil.cli.instance.InstanceLock;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description = "Stop an instance of this machine. Running requests finish first.",
        mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to wait for it (default: ${DEFAULT-VALUE}).")
    private long timeoutSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        DataFolder folder = data.folder();
        OptionalLong pid = InstanceLock.holder(folder);
        Optional<ProcessHandle> found =
                pid.isPresent() ? ProcessHandle.of(pid.getAsLong()) : LeftoverPostgres.of(folder);
        if (found.isEmpty()) {
            System.out.println("nothing runs in " + folder);
            return 0;
        }
        ProcessHandle process = found.get();
        boolean ignored = process.destroy();
        try {
            ProcessHandle ended = process.onExit().get(timeoutSeconds, TimeUnit.SECONDS);
            System.out.println((pid.isPresent() ? "stopped" : "ended the PostgreSQL that a killed anvil left behind")
                    + " (process " + ended.pid() + ")");
            return 0;
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    "process " + process.pid() + " still drains after " + timeoutSeconds
                            + " s: wait with a larger --timeout, look at `anvil logs`, or end it with `kill -9 "
                            + process.pid()
                            + "` (nothing acknowledged is lost)",
                    e);
        }
    }
}
