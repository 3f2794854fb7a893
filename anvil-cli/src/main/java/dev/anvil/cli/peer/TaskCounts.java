package dev.anvil.cli.peer;

import java.util.List;

/** How much background work there is, by type and state; the outbox holds what was not handed to the queue yet. */
public record TaskCounts(List<Count> counts, long outbox) {
    /** So many tasks of one type in one state. */
    public record Count(String type, String state, long count) {}

    static TaskCounts of(dev.anvil.metadata.v1.CountTasksResponse answer) {
        return new TaskCounts(
                answer.getCountsList().stream()
                        .map(count -> new Count(
                                Words.of(count.getType().name(), "TASK_TYPE_"),
                                Words.of(count.getState().name(), "TASK_STATE_"),
                                count.getCount()))
                        .toList(),
                answer.getOutbox());
    }
}
