package dev.anvil.gateway.catalogue;

/** What became of one of many deletions. */
public sealed interface DeletionResult permits Deleted, DeletionRefused {}
