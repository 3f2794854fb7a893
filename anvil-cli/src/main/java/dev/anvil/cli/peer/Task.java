package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Background work that waits, runs or has failed for good. */
public record Task(
        long taskId,
        String type,
        String priority,
        String state,
        String region,
        String subject,
        int attempts,
        String lastError,
        Instant due,
        Instant created) {
    /** The words for all types that there are. */
    public static List<String> types() {
        return Stream.of(dev.anvil.metadata.v1.TaskType.values())
                .filter(type -> type != dev.anvil.metadata.v1.TaskType.UNRECOGNIZED
                        && type != dev.anvil.metadata.v1.TaskType.TASK_TYPE_UNSPECIFIED)
                .map(type -> Words.of(type.name(), "TASK_TYPE_"))
                .toList();
    }

    static Task of(dev.anvil.metadata.v1.Task task) {
        return new Task(
                task.getTaskId(),
                Words.of(task.getType().name(), "TASK_TYPE_"),
                Words.of(task.getPriority().name(), "TASK_PRIORITY_"),
                Words.of(task.getState().name(), "TASK_STATE_"),
                task.getRegion(),
                task.getSubject(),
                task.getAttempts(),
                task.getLastError(),
                Instant.ofEpochMilli(task.getDueMillis()),
                Instant.ofEpochMilli(task.getCreatedMillis()));
    }
}
