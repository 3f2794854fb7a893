package dev.anvil.metadata.object;

import dev.anvil.model.TimeOrderedUuid;
import dev.anvil.model.VersionId;
import java.time.Instant;
import java.util.UUID;

/**
 * Names one commit, so that it can be sent again. The gateway chooses it as the version id that the object gets where
 * versioning is on. It carries its birth time, which bounds for how long it must be remembered.
 */
public record CommitId(UUID value) {
    private static final int TIME_ORDERED = 7;

    public CommitId {
        if (value.version() != TIME_ORDERED) {
            throw new IllegalArgumentException("the id of a commit is a UUID of version 7, not " + value);
        }
    }

    public static CommitId of(VersionId version) {
        return new CommitId(VersionIds.toUuid(version));
    }

    public Instant birth() {
        return TimeOrderedUuid.birthOf(value);
    }
}
