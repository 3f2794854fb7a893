package dev.anvil.gc.sweep;

import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskHandler;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.DriveId;

/** A sweep that somebody asked for. */
final class SweepHandler implements TaskHandler {
    private final DriveSweep sweep;

    SweepHandler(DriveSweep sweep) {
        this.sweep = sweep;
    }

    @Override
    public TaskType type() {
        return TaskType.SWEEP_DRIVE;
    }

    @Override
    public Outcome handle(Task task, Lease lease) throws InterruptedException {
        return new Outcome.Done("deleted " + sweep.sweep(DriveId.parse(task.subject()), lease) + " shards");
    }
}
