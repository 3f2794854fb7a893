package dev.anvil.storage.drive;

import dev.anvil.model.DriveId;
import dev.anvil.storage.engine.Drive;
import java.nio.file.Path;
import java.util.Optional;

/** A folder that was named as a drive: open, or refused with the reason. */
public sealed interface LocalDrive {
    Path folder();

    /** It serves, although it may have failed since. */
    record Open(Path folder, Drive drive) implements LocalDrive {
        public DriveId id() {
            return drive.superblock().drive();
        }
    }

    /** It does not serve. The id is known when the superblock could be read. */
    record Refused(Path folder, Optional<DriveId> id, String problem) implements LocalDrive {}
}
