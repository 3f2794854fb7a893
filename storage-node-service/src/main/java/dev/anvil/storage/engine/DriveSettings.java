package dev.anvil.storage.engine;

import java.time.Duration;

/**
 * How a drive keeps its shards.
 *
 * @param segmentBytes size at which a segment is full; a bigger one needs fewer open files, a smaller one is compacted sooner
 * @param zeroAheadBytes how far small writes prepare the file ahead with zeros, so that most syncs change no file size
 * @param syncEveryBytes unsynced bytes that start a sync though nobody waits, so that a seal never waits for gigabytes
 * @param reserveBytes free space that only deletions and compaction may use
 * @param maxOpenShards shards being written at once
 * @param openShardLimit how long a shard may stay open without a new unit
 * @param compactAtDeadRatio dead share of a full segment from which it is compacted
 * @param compactionBytesPerSecond how fast compaction copies
 * @param maintenanceInterval pause between looks for expired, dead and compactable things
 */
public record DriveSettings(
        long segmentBytes,
        int zeroAheadBytes,
        long syncEveryBytes,
        long reserveBytes,
        int maxOpenShards,
        Duration openShardLimit,
        double compactAtDeadRatio,
        long compactionBytesPerSecond,
        Duration maintenanceInterval) {

    public static final DriveSettings DEFAULTS = new DriveSettings(
            64 << 20, 4 << 20, 8 << 20, 256 << 20, 4096, Duration.ofHours(1), 0.5, 64 << 20, Duration.ofSeconds(1));

    public DriveSettings {
        require(
                segmentBytes >= 64 << 10 && segmentBytes <= 512 << 20,
                "a segment has 64 KiB to 512 MiB, not " + segmentBytes + " bytes");
        require(zeroAheadBytes >= 0, "zeroAheadBytes must not be negative");
        require(syncEveryBytes > 0, "syncEveryBytes must be positive");
        require(reserveBytes >= 0, "reserveBytes must not be negative");
        require(maxOpenShards > 0, "maxOpenShards must be positive");
        require(openShardLimit.isPositive(), "openShardLimit must be positive");
        require(compactAtDeadRatio > 0 && compactAtDeadRatio <= 1, "compactAtDeadRatio lies in (0, 1]");
        require(compactionBytesPerSecond > 0, "compactionBytesPerSecond must be positive");
        require(maintenanceInterval.isPositive(), "maintenanceInterval must be positive");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
