package dev.anvil.metadata.task;

/**
 * What is to be done, as a number of the contract. The queue does not care what it means: during an upgrade it may hold
 * types that this version has never heard of.
 */
public record TaskType(int code) {
    public TaskType {
        if (code < 1 || code > Short.MAX_VALUE) {
            throw new IllegalArgumentException("not a type of task: " + code);
        }
    }
}
