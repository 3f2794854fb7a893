package dev.anvil.metadata.multipart;

import java.util.List;

/** Entries, and the markers of the next page. */
public record UploadPage(List<UploadEntry> entries, boolean more, String nextKeyMarker, String nextUploadMarker) {}
