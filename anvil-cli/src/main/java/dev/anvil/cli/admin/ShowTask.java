package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Task;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show a task and its last error.", mixinStandardHelpOptions = true)
final class ShowTask implements Callable<Integer> {
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
            task = server.administration().task(taskId);
        }
        output.show(
                task,
                () -> "task        " + task.taskId() + "\ntype        " + task.type() + "\npriority    "
                        + task.priority()
                        + "\nstate       " + task.state()
                        + "\nregion      " + task.region() + "\nsubject     " + task.subject() + "\nattempts    "
                        + task.attempts() + "\ndue         " + task.due() + "\ncreated     " + task.created()
                        + "\nlast error  " + (task.lastError().isEmpty() ? "none" : task.lastError()));
        return 0;
    }
}
