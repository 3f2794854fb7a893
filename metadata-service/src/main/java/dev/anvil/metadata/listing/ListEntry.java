package dev.anvil.metadata.listing;

/** One line of a listing. */
public sealed interface ListEntry permits ObjectSummary, CommonPrefix {}
