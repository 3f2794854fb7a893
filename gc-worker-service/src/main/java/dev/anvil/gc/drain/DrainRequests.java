package dev.anvil.gc.drain;

import dev.anvil.model.DriveId;

/** Where a task is asked for. One that is there already is enough. */
@FunctionalInterface
public interface DrainRequests {
    void request(DriveId drive);
}
