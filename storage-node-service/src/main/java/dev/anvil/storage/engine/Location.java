package dev.anvil.storage.engine;

/**
 * Where a record lies. Fits into one long, because the index holds one per shard and per unit: segment number (24 bits),
 * offset and size in grains of 64 bytes (24 and 15 bits). Sixteen million segments are a lifetime of 1 PB even with the
 * smallest usual segments of 64 MiB.
 */
record Location(int segment, long offset, int size) {
    static final int GRAIN = 64;
    static final int MAX_SEGMENT = (1 << 24) - 1;
    static final long MAX_OFFSET = ((1L << 24) - 1) * GRAIN;
    static final int MAX_SIZE = ((1 << 15) - 1) * GRAIN;

    Location {
        if (segment < 1 || segment > MAX_SEGMENT) {
            throw new IllegalArgumentException("segment " + segment);
        }
        if (offset < 0 || offset > MAX_OFFSET || offset % GRAIN != 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
        if (size <= 0 || size > MAX_SIZE || size % GRAIN != 0) {
            throw new IllegalArgumentException("size " + size);
        }
    }

    static Location unpack(long packed) {
        return new Location(segmentOf(packed), ((packed >>> 15) & 0xff_ffff) * GRAIN, sizeOf(packed));
    }

    static int segmentOf(long packed) {
        return (int) (packed >>> 39);
    }

    static int sizeOf(long packed) {
        return (int) (packed & 0x7fff) * GRAIN;
    }

    /** Never zero, never negative. */
    long pack() {
        return (long) segment << 39 | offset / GRAIN << 15 | size / GRAIN;
    }
}
