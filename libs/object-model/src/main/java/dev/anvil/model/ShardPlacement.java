package dev.anvil.model;

/** Where one shard of a blob lies. Its place in the blob's list of placements is its index: data first, then parity. */
public record ShardPlacement(DriveId drive, ShardId shard) {}
