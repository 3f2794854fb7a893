package dev.anvil.erasure;

import java.lang.foreign.MemorySegment;

/** One block of up to four sources: the sums of all their subsets, from which any product follows. */
final class WordBlock {
    /** So few that all subsets stay near the processor, so many that the loops are worth starting. */
    static final int BYTES = 4096;

    private static final long HIGH_BITS = 0x8080808080808080L;
    /** What x to the eighth is: the polynomial 0x11d without its highest bit. */
    private static final long REDUCTION = 0x1d1d1d1d1d1d1d1dL;

    private final long[][] sums;
    private final long[] product;
    private final long[] before;

    WordBlock(int subsets, int length) {
        int words = (Math.min(BYTES, length) + Long.BYTES - 1) / Long.BYTES;
        sums = new long[subsets][words];
        product = new long[words];
        before = new long[words];
    }

    /** The subset of no source stays zero. */
    void take(Unit[] sources, int first, int last, int start, int count) {
        int words = (count + Long.BYTES - 1) / Long.BYTES;
        for (int source = first; source < last; source++) {
            Unit unit = sources[source];
            int alone = 1 << source - first;
            MemorySegment bytes = MemorySegment.ofArray(unit.array());
            MemorySegment.copy(bytes, (long) unit.offset() + start, MemorySegment.ofArray(sums[alone]), 0, count);
            for (int others = 1; others < alone; others++) {
                add(sums[alone], sums[others], sums[alone | others], words);
            }
        }
    }

    /** Writes the target's product, or adds it to what the sources before these have left there. */
    void give(int[] subsets, Unit target, int start, int count, boolean adds) {
        int words = (count + Long.BYTES - 1) / Long.BYTES;
        MemorySegment bytes = MemorySegment.ofArray(target.array());
        long at = (long) target.offset() + start;
        horner(subsets, words);
        if (adds) {
            MemorySegment.copy(bytes, at, MemorySegment.ofArray(before), 0, count);
            add(product, before, product, words);
        }
        MemorySegment.copy(MemorySegment.ofArray(product), 0, bytes, at, count);
    }

    private void horner(int[] subsets, int words) {
        begin(sums[subsets[7]], sums[subsets[6]], product, words);
        for (int bit = 5; bit > 0; bit -= 2) {
            goOn(sums[subsets[bit]], sums[subsets[bit - 1]], product, words);
        }
    }

    /** Two bits in one loop: more of them are too much for the second compiler to make vectors of, fewer is more memory. */
    private static void begin(long[] high, long[] low, long[] product, int words) {
        for (int i = 0; i < words; i++) {
            product[i] = timesX(high[i]) ^ low[i];
        }
    }

    private static void goOn(long[] high, long[] low, long[] product, int words) {
        for (int i = 0; i < words; i++) {
            product[i] = timesX(timesX(product[i]) ^ high[i]) ^ low[i];
        }
    }

    /** Each of the eight bytes for itself: a byte whose highest bit falls out gets the reduction. */
    private static long timesX(long bytes) {
        long high = bytes & HIGH_BITS;
        return (bytes ^ high) << 1 ^ (high - (high >>> 7) & REDUCTION);
    }

    private static void add(long[] a, long[] b, long[] sum, int words) {
        for (int i = 0; i < words; i++) {
            sum[i] = a[i] ^ b[i];
        }
    }
}
