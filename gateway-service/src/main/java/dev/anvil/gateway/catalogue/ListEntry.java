package dev.anvil.gateway.catalogue;

/** What a listing shows in one place: a version, or all keys that share a prefix. */
public sealed interface ListEntry permits ObjectSummary, CommonPrefix {}
