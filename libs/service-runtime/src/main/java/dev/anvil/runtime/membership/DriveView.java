package dev.anvil.runtime.membership;

import dev.anvil.model.DriveId;

/** A drive as its node announces it. One that is not writable still serves reads. */
public record DriveView(DriveId id, long capacityBytes, long usedBytes, boolean writable, boolean readable) {}
