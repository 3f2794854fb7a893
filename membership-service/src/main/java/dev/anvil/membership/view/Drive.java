package dev.anvil.membership.view;

import dev.anvil.model.DriveId;

/** A drive as its node announces it. One that is not writable still serves reads. */
public record Drive(DriveId id, long capacityBytes, long usedBytes, boolean writable, boolean readable) {
    public Drive {
        if (capacityBytes < 0 || usedBytes < 0) {
            throw new IllegalArgumentException("drive " + id + " cannot have " + capacityBytes
                    + " bytes of capacity and " + usedBytes + " bytes in use");
        }
    }

    /** The same but for how full it is, which changes all the time and which nobody needs at once. */
    boolean differsOnlyInUse(Drive other) {
        return equals(new Drive(other.id, other.capacityBytes, usedBytes, other.writable, other.readable));
    }
}
