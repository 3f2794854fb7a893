package dev.anvil.storage.engine;

import java.time.Duration;

/**
 * How a drive is looked over.
 *
 * @param bytesPerSecond how fast records are read and verified; 0 means never
 * @param every how long after the end of one walk the next one begins
 */
public record ScrubSettings(long bytesPerSecond, Duration every) {
    public static final ScrubSettings DEFAULTS = new ScrubSettings(8 << 20, Duration.ofDays(1));

    public ScrubSettings {
        if (bytesPerSecond < 0 || !every.isPositive()) {
            throw new IllegalArgumentException("a scrub reads 0 bytes a second or more, and pauses between its walks");
        }
    }

    boolean isOff() {
        return bytesPerSecond == 0;
    }
}
