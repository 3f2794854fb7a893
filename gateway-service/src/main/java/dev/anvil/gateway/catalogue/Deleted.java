package dev.anvil.gateway.catalogue;

import dev.anvil.model.VersionId;
import org.jspecify.annotations.Nullable;

/** Done. The version is the delete marker that was made or the version that is gone; null where neither happened. */
public record Deleted(@Nullable VersionId version, boolean deleteMarker, boolean existed, boolean versioned)
        implements DeletionResult {}
