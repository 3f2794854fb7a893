package dev.anvil.blob.peer;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.setting.HostPort;
import java.util.Optional;

/** Where the node of a drive answers now, as far as membership knows. */
@FunctionalInterface
public interface DriveAddresses {
    Optional<HostPort> addressOf(DriveId drive);

    /** Whether the drive is thought to be well. Others are asked last, but they are asked: membership may be wrong. */
    default boolean isUp(DriveId drive) {
        return addressOf(drive).isPresent();
    }
}
