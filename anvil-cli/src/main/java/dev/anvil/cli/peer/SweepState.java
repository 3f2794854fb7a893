package dev.anvil.cli.peer;

import java.time.Instant;

/**
 * Whether sweep and reclaim delete anything.
 *
 * @param epoch how far the catalogue has come
 * @param seenEpoch how far a drive has seen it come; 0 where that is no more
 * @param since when they were halted; empty where they are not
 */
public record SweepState(boolean halted, long epoch, long seenEpoch, String since) {
    static SweepState of(dev.anvil.metadata.v1.SweepState message) {
        return new SweepState(
                message.getHalted(),
                message.getEpoch(),
                message.getSeenEpoch(),
                message.getHalted()
                        ? Instant.ofEpochMilli(message.getHaltedMillis()).toString()
                        : "");
    }
}
