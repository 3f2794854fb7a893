package dev.anvil.metadata.listing;

import java.util.List;

/** Entries in byte order, and what to give as {@code after} for the next page; empty where there is no more. */
public record ObjectPage(List<ListEntry> entries, boolean more, String nextAfter) {}
