package dev.anvil.blob;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long to wait for a shard before asking another one: a multiple of what nearly all units have taken lately. Learned over
 * all reads of the process.
 */
final class HedgeDelay {
    private static final int SAMPLES = 512;
    private static final int RELEARN_EVERY = 64;
    private static final double PERCENTILE = 0.95;
    private static final int MULTIPLE = 3;

    private final long minNanos;
    private final long maxNanos;
    private final long[] samples = new long[SAMPLES];
    private int count;
    private volatile long delayNanos;

    HedgeDelay(Duration min, Duration max) {
        this.minNanos = min.toNanos();
        this.maxNanos = max.toNanos();
        // Until something is learned, be patient: everything is slow while a process warms up.
        this.delayNanos = maxNanos;
    }

    long nanos() {
        return delayNanos;
    }

    synchronized void waited(long nanos) {
        samples[count % SAMPLES] = nanos;
        count++;
        if (count % RELEARN_EVERY == 0) {
            long[] sorted = Arrays.copyOf(samples, Math.min(count, SAMPLES));
            Arrays.sort(sorted);
            long typical = sorted[(int) (sorted.length * PERCENTILE)];
            delayNanos = Math.clamp(typical * MULTIPLE, minNanos, maxNanos);
        }
        if (count >= 2 * SAMPLES) {
            count -= SAMPLES;
        }
    }
}
