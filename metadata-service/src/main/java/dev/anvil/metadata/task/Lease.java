package dev.anvil.metadata.task;

/** A worker's claim to a task: valid as long as nobody leased it since. */
public record Lease(long taskId, long fence) {}
