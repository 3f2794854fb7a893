package dev.anvil.storage.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a drive is doing.
 *
 * @param liveBytes bytes of all units of all sealed shards
 * @param usedBytes bytes that the segments take, dead ones included
 * @param usableBytes free bytes above the reserve
 * @param corruptions corrupt records met since the drive was opened
 * @param quarantined shards that are broken and not deleted yet
 * @param scrubbedBytes what the walks over the drive have verified since it was opened
 * @param scrubbed when the last whole walk ended; the epoch where none has
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
        int quarantined,
        long scrubbedBytes,
        Instant scrubbed,
        Optional<String> failure,
        List<String> damages) {
    public DriveStatus {
        damages = List.copyOf(damages);
    }
}
