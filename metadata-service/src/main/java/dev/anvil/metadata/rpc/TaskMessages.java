package dev.anvil.metadata.rpc;

import dev.anvil.metadata.task.Task;
import dev.anvil.metadata.task.TaskCount;
import dev.anvil.metadata.task.TaskPriority;
import dev.anvil.metadata.task.TaskState;
import dev.anvil.metadata.task.TaskType;
import dev.anvil.metadata.task.Together;
import dev.anvil.metadata.v1.LeaseTasksRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tasks, in the contract's types and in ours. */
final class TaskMessages {
    private TaskMessages() {}

    static dev.anvil.metadata.v1.Task toProto(Task task) {
        return dev.anvil.metadata.v1.Task.newBuilder()
                .setTaskId(task.id())
                .setTypeValue(task.type().code())
                .setPriority(toProto(task.priority()))
                .setRegion(task.region().value())
                .setSubject(task.subject())
                .setState(toProto(task.state()))
                .setAttempts(task.attempts())
                .setLastError(task.lastError())
                .setDueMillis(task.due().toEpochMilli())
                .setCreatedMillis(task.created().toEpochMilli())
                .setFence(task.fence())
                .build();
    }

    /** Types of later versions are numbers to us, as they are to the queue. */
    static Together together(LeaseTasksRequest request) {
        return new Together(
                request.getTogetherValueList().stream()
                        .filter(code -> code > 0)
                        .map(TaskType::new)
                        .collect(Collectors.toSet()),
                request.getTogetherMost());
    }

    static dev.anvil.metadata.v1.TaskCount toProto(TaskCount count) {
        return dev.anvil.metadata.v1.TaskCount.newBuilder()
                .setTypeValue(count.type().code())
                .setState(toProto(count.state()))
                .setCount(count.count())
                .setOldestDueMillis(count.oldestDue().toEpochMilli())
                .build();
    }

    /** Null stands for every state. */
    static @Nullable TaskState state(dev.anvil.metadata.v1.TaskState state) {
        return switch (state) {
            case TASK_STATE_UNSPECIFIED -> null;
            case TASK_STATE_PENDING -> TaskState.PENDING;
            case TASK_STATE_RUNNING -> TaskState.RUNNING;
            case TASK_STATE_DEAD_LETTER -> TaskState.DEAD_LETTER;
            case UNRECOGNIZED -> throw new IllegalArgumentException("a task state that this version does not know");
        };
    }

    private static dev.anvil.metadata.v1.TaskPriority toProto(TaskPriority priority) {
        return switch (priority) {
            case URGENT -> dev.anvil.metadata.v1.TaskPriority.TASK_PRIORITY_URGENT;
            case ORDINARY -> dev.anvil.metadata.v1.TaskPriority.TASK_PRIORITY_ORDINARY;
            case BACKGROUND -> dev.anvil.metadata.v1.TaskPriority.TASK_PRIORITY_BACKGROUND;
        };
    }

    private static dev.anvil.metadata.v1.TaskState toProto(TaskState state) {
        return switch (state) {
            case PENDING -> dev.anvil.metadata.v1.TaskState.TASK_STATE_PENDING;
            case RUNNING -> dev.anvil.metadata.v1.TaskState.TASK_STATE_RUNNING;
            case DEAD_LETTER -> dev.anvil.metadata.v1.TaskState.TASK_STATE_DEAD_LETTER;
        };
    }
}
