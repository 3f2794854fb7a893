package dev.anvil.storage.engine;

import java.util.function.LongConsumer;

/**
 * Where a sealed shard's records lie: its units in order, then its seal, as packed {@link Location}s. The seal is the last
 * unit's record itself when both were written as one.
 *
 * @param length bytes of all units together
 */
record ShardRecords(long length, long[] packed) {
    ShardRecords {
        if (packed.length == 0) {
            throw new IllegalArgumentException("a sealed shard has a seal");
        }
    }

    static ShardRecords ofSingle(long length, long lastUnit) {
        return new ShardRecords(length, new long[] {lastUnit, lastUnit});
    }

    int units() {
        return packed.length - 1;
    }

    Location unit(int stripe) {
        return Location.unpack(packed[stripe]);
    }

    boolean contains(long location) {
        for (long candidate : packed) {
            if (candidate == location) {
                return true;
            }
        }
        return false;
    }

    /** Every record once. */
    void forEach(LongConsumer action) {
        for (int i = 0; i < packed.length; i++) {
            if (i != packed.length - 2 || packed[i] != packed[i + 1]) {
                action.accept(packed[i]);
            }
        }
    }

    boolean isSingleRecord() {
        return packed.length == 2 && packed[0] == packed[1];
    }
}
