package dev.anvil.metadata.task;

import dev.anvil.model.RegionName;
import java.time.Instant;

/** @param fence grows with every lease; who holds a lower one has lost the task */
public record Task(
        long id,
        TaskType type,
        TaskPriority priority,
        RegionName region,
        String subject,
        TaskState state,
        int attempts,
        String lastError,
        Instant due,
        Instant created,
        long fence) {}
