package dev.anvil.cli.peer;

/** A drive and how many shards of objects lie on it. */
public record DriveShards(String driveId, long shards) {}
