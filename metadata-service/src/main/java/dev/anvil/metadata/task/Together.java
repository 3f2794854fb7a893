package dev.anvil.metadata.task;

import java.util.Set;

/**
 * What a worker does many of at a time.
 *
 * @param types the types that it does so
 * @param most how many tasks of one of them it does at a time: so many count as one
 */
public record Together(Set<TaskType> types, int most) {
    public static final int MOST = 64;

    public Together {
        types = Set.copyOf(types);
        most = Math.clamp(most, 1, MOST);
    }
}
