package dev.anvil.metadata.task;

import java.time.Instant;

public record TaskCount(TaskType type, TaskState state, long count, Instant oldestDue) {}
