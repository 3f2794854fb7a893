package dev.anvil.blob.peer;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.setting.HostPort;
import java.util.Optional;

/** Where the node of a drive answers now, as far as membership knows. */
@FunctionalInterface
public interface DriveAddresses {
    Optional<HostPort> addressOf(DriveId drive);
}
