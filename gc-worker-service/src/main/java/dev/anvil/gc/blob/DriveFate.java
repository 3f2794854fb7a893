package dev.anvil.gc.blob;

import dev.anvil.model.DriveId;

/** Which drives will never come back. */
@FunctionalInterface
public interface DriveFate {
    /** Only when an operator said so. A drive that nobody has heard of for a year may still be in a drawer. */
    boolean isGoneForGood(DriveId drive);
}
