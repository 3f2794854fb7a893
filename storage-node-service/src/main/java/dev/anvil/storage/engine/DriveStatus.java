package dev.anvil.storage.engine;

import java.util.List;
import java.util.Optional;

/**
 * How a drive is doing.
 *
 * @param liveBytes bytes of all units of all sealed shards
 * @param usedBytes bytes that the segments take, dead ones included
 * @param usableBytes free bytes above the reserve
 * @param failure why nothing is written any more
 * @param damages what could not be read when the drive was opened
 */
public record DriveStatus(
        long shards,
        int openShards,
        int segments,
        long liveBytes,
        long usedBytes,
        long usableBytes,
        long totalBytes,
        long corruptions,
        Optional<String> failure,
        List<String> damages) {
    public DriveStatus {
        damages = List.copyOf(damages);
    }
}
