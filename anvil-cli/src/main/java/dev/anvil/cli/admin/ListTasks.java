package dev.anvil.cli.admin;

import dev.anvil.cli.connection.Connection;
import dev.anvil.cli.output.Output;
import dev.anvil.cli.output.Table;
import dev.anvil.cli.peer.Server;
import dev.anvil.cli.peer.Task;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List background tasks, oldest first.", mixinStandardHelpOptions = true)
final class ListTasks implements Callable<Integer> {
    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only tasks in this state: ${COMPLETION-CANDIDATES}.",
            completionCandidates = TaskStates.class,
            converter = TaskStates.class)
    private @Nullable String state;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only tasks of this type: ${COMPLETION-CANDIDATES}.",
            completionCandidates = TaskTypes.class,
            converter = TaskTypes.class)
    private @Nullable String type;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() {
        List<Task> tasks;
        try (Server server = connection.open()) {
            tasks = server.administration().tasks(Optional.ofNullable(state), Optional.ofNullable(type), limit);
        }
        output.show(tasks, () -> {
            Table table = new Table("ID", "TYPE", "PRIORITY", "STATE", "ATTEMPTS", "DUE", "SUBJECT", "LAST ERROR");
            tasks.forEach(task -> table.row(
                    task.taskId(),
                    task.type(),
                    task.priority(),
                    task.state(),
                    task.attempts(),
                    task.due(),
                    task.subject(),
                    task.lastError()));
            return tasks.isEmpty() ? "no tasks" : table.render();
        });
        return 0;
    }
}
