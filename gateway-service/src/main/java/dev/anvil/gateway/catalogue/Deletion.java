package dev.anvil.gateway.catalogue;

import dev.anvil.model.ObjectKey;
import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be deleted: a version for good, or the object as its bucket's versioning has it.
 *
 * @param bypassGovernance whether the caller may delete what governance retains
 */
public record Deletion(
        ObjectKey key, @Nullable VersionId version, Preconditions preconditions, boolean bypassGovernance) {
    public Deletion(ObjectKey key, @Nullable VersionId version, Preconditions preconditions) {
        this(key, version, preconditions, false);
    }

    public Deletion bypassingGovernance() {
        return new Deletion(key, version, preconditions, true);
    }
}
