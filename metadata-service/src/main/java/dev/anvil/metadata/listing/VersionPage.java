package dev.anvil.metadata.listing;

import dev.anvil.model.VersionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries by key and then newest first, and the markers of the next page. */
public record VersionPage(
        List<ListEntry> entries,
        boolean more,
        String nextKeyMarker,
        @Nullable VersionId nextVersionMarker) {}
