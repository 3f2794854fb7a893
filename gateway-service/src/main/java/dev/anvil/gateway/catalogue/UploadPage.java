package dev.anvil.gateway.catalogue;

import java.util.List;

/** Uploads in their order, and where the next page begins if there is more. */
public record UploadPage(List<UploadEntry> entries, boolean more, String nextKeyMarker, String nextUploadMarker) {
    public UploadPage {
        entries = List.copyOf(entries);
    }
}
