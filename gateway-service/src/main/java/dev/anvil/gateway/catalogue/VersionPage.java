package dev.anvil.gateway.catalogue;

import java.util.List;

/** Versions in their order, and where the next page begins if there is more. */
public record VersionPage(List<ListEntry> entries, boolean more, String nextKeyMarker, String nextVersionMarker) {
    public VersionPage {
        entries = List.copyOf(entries);
    }
}
