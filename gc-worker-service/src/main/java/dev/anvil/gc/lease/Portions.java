package dev.anvil.gc.lease;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Divides what was leased into what one hand does at a time. */
final class Portions {
    private Portions() {}

    /** One task, or several of one type that is done together; in the order of their first tasks. */
    static List<List<Task>> of(List<Task> tasks, Set<TaskType> together) {
        List<List<Task>> portions = new ArrayList<>();
        Map<TaskType, List<Task>> open = new EnumMap<>(TaskType.class);
        for (Task task : tasks) {
            List<Task> portion = open.get(task.type());
            if (portion == null || portion.size() == BatchHandler.MOST) {
                portion = new ArrayList<>();
                portions.add(portion);
                if (together.contains(task.type())) {
                    open.put(task.type(), portion);
                }
            }
            portion.add(task);
        }
        return portions;
    }
}
