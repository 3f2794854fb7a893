package dev.anvil.cli.local;

import dev.anvil.cli.output.Output;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Show whether an instance of this machine runs: services, ports, drives, scheme.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0 when it is ready, else 1."})
public final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        InstanceStatus status = new StatusSurvey(data.folder()).take();
        output.show(status, status::text);
        return status.state().equals(StatusSurvey.READY) ? 0 : 1;
    }
}
