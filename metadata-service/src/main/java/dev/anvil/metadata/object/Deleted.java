package dev.anvil.metadata.object;

import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion did.
 *
 * @param version the marker that was made or the version that was named; null where there was nothing
 * @param deleteMarker that version is a delete marker
 * @param existed false where nothing was there, which is a success all the same
 */
public record Deleted(@Nullable VersionId version, boolean deleteMarker, boolean existed, boolean versioned)
        implements DeletionResult {}
