package dev.anvil.storage.engine;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.LongConsumer;

/** A shard that is being written. */
final class OpenShard {
    private long[] units = new long[4];
    private int count;
    private long bytes;
    private Instant lastTouched;
    private boolean sealing;

    OpenShard(Instant now) {
        this.lastTouched = now;
    }

    void add(long location, int length, Instant now) {
        if (count == units.length) {
            units = Arrays.copyOf(units, count * 2);
        }
        units[count++] = location;
        bytes += length;
        lastTouched = now;
    }

    /** The stripe that has to come next. */
    int units() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    /** Its seal is written but not durable yet. */
    boolean isSealing() {
        return sealing;
    }

    ShardRecords sealedBy(long seal) {
        sealing = true;
        long[] records = Arrays.copyOf(units, count + 1);
        records[count] = seal;
        return new ShardRecords(bytes, records);
    }

    ShardRecords sealedByLastUnit() {
        return sealedBy(units[count - 1]);
    }

    boolean isIdleSince(Instant limit) {
        return !sealing && lastTouched.isBefore(limit);
    }

    void forEach(LongConsumer action) {
        for (int i = 0; i < count; i++) {
            action.accept(units[i]);
        }
    }
}
