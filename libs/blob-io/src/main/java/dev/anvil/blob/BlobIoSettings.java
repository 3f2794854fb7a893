package dev.anvil.blob;

import java.time.Duration;

/**
 * Limits of blob I/O.
 *
 * @param unitBytes length of a unit in new blobs; a stripe is as many units as the scheme has data
 * @param smallBytes up to this length a blob is stored as whole copies
 * @param openTimeout how long a drive may take to accept the first byte before another one is used
 * @param writeTimeout how long a drive may refuse to take more before its shard is given up
 * @param sealTimeout how long a drive may take to make a shard durable
 * @param stragglerTimeout how much longer than the write quorum the last drives may take; their shards are repaired later
 * @param readTimeout how long a read may wait for its next stripe when no other shard can help
 * @param minHedge the least wait before parity is asked for instead of a slow shard
 * @param maxHedge the longest wait before that
 * @param readAheadUnits units of one shard that are fetched before they are wanted
 * @param pooledBytes buffers kept for reuse between blobs
 */
public record BlobIoSettings(
        int unitBytes,
        int smallBytes,
        Duration openTimeout,
        Duration writeTimeout,
        Duration sealTimeout,
        Duration stragglerTimeout,
        Duration readTimeout,
        Duration minHedge,
        Duration maxHedge,
        int readAheadUnits,
        long pooledBytes) {
    public static final BlobIoSettings DEFAULT = new BlobIoSettings(
            256 * 1024,
            64 * 1024,
            Duration.ofSeconds(3),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMillis(20),
            Duration.ofMillis(500),
            2,
            64L * 1024 * 1024);

    public BlobIoSettings {
        if (unitBytes < 1024 || unitBytes > BlobLayout.MAX_UNIT_BYTES) {
            throw new IllegalArgumentException(
                    "unitBytes is " + unitBytes + ", possible are 1024 to " + BlobLayout.MAX_UNIT_BYTES);
        }
        if (smallBytes < 0 || smallBytes > unitBytes) {
            throw new IllegalArgumentException(
                    "smallBytes is " + smallBytes + ", possible are 0 to unitBytes (" + unitBytes + ")");
        }
        requirePositive(openTimeout, "openTimeout");
        requirePositive(writeTimeout, "writeTimeout");
        requirePositive(sealTimeout, "sealTimeout");
        requirePositive(stragglerTimeout, "stragglerTimeout");
        requirePositive(readTimeout, "readTimeout");
        requirePositive(minHedge, "minHedge");
        if (maxHedge.compareTo(minHedge) < 0) {
            throw new IllegalArgumentException("maxHedge is " + maxHedge + ", less than minHedge (" + minHedge + ")");
        }
        if (readAheadUnits < 1 || readAheadUnits > 16) {
            throw new IllegalArgumentException("readAheadUnits is " + readAheadUnits + ", possible are 1 to 16");
        }
        if (pooledBytes < 0) {
            throw new IllegalArgumentException("pooledBytes is negative: " + pooledBytes);
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " is " + duration + ", it must be longer than zero");
        }
    }
}
