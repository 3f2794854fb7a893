package dev.anvil.metadata.task;

public enum TaskState {
    PENDING,
    RUNNING,
    DEAD_LETTER
}
