package dev.anvil.gateway.catalogue;

import java.util.List;

/** Entries in byte order, and where the next page begins if there is more. */
public record ObjectPage(List<ListEntry> entries, boolean more, String nextAfter) {
    public ObjectPage {
        entries = List.copyOf(entries);
    }
}
