package dev.anvil.metadata.object;

/** What became of one deletion among many. */
public sealed interface DeletionResult permits Deleted, DeletionRefused {}
