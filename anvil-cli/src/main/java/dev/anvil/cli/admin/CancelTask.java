package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Task;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Remove a task that does not run. What it was for is not done, or found again by a sweep.",
        mixinStandardHelpOptions = true)
final class CancelTask implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "TASK_ID", description = "The id that `anvil admin tasks list` shows.")
    private long taskId;

    @Override
    public Integer call() {
        Task task;
        try (Server server = connection.open()) {
            task = server.administration().cancelTask(taskId);
        }
        output.show(task, () -> "task " + task.taskId() + " (" + task.type() + " of " + task.subject() + ") is gone");
        return 0;
    }
}
