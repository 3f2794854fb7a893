package dev.anvil.blob;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What blob I/O has had to put up with since the process started, for whoever measures it. Thread-safe. */
public final class BlobIoStatistics {
    private final LongAdder degradedReads = new LongAdder();
    private final LongAdder hedges = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final LongAdder narrowWrites = new LongAdder();
    private final LongAdder missingShards = new LongAdder();
    private final LongAdder rebuilt = new LongAdder();
    private final Map<ShardFailure, LongAdder> damages;

    BlobIoStatistics() {
        Map<ShardFailure, LongAdder> counters = new EnumMap<>(ShardFailure.class);
        for (ShardFailure failure : ShardFailure.values()) {
            counters.put(failure, new LongAdder());
        }
        damages = Collections.unmodifiableMap(counters);
    }

    /** Reads that had to reconstruct some of what they gave. */
    public long degradedReads() {
        return degradedReads.sum();
    }

    /** Shards that were slower than their peers, so that others were asked too. */
    public long hedges() {
        return hedges.sum();
    }

    /** Reads that failed because too few shards were left. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** Blobs that were written with another scheme, because drives failed meanwhile. */
    public long narrowWrites() {
        return narrowWrites.sum();
    }

    /** Shards that a blob was written without, to be made by a repair. */
    public long missingShards() {
        return missingShards.sum();
    }

    /** Shards that were made anew. */
    public long rebuilt() {
        return rebuilt.sum();
    }

    /** Shards that reads had to do without. */
    public long damages(ShardFailure failure) {
        return counter(failure).sum();
    }

    void degradedRead() {
        degradedReads.increment();
    }

    void hedged(int shards) {
        hedges.add(shards);
    }

    void unreadableBlob() {
        unreadable.increment();
    }

    void narrowWrite() {
        narrowWrites.increment();
    }

    void writtenWithout(int shards) {
        missingShards.add(shards);
    }

    void rebuiltShard() {
        rebuilt.increment();
    }

    void damaged(ShardFailure failure) {
        counter(failure).increment();
    }

    private LongAdder counter(ShardFailure failure) {
        LongAdder counter = damages.get(failure);
        if (counter == null) {
            throw new IllegalStateException("nobody counts " + failure);
        }
        return counter;
    }
}
