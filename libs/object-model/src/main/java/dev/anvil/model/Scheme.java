package dev.anvil.model;

/**
 * How a blob is spread over drives: {@code data} units carry its bytes, {@code parity} units protect them. With one data
 * unit the parity units are plain copies of it. Every blob records its own scheme, so schemes can be mixed and changed.
 */
public record Scheme(int data, int parity) {
    public static final int MAX_SHARDS = 32;

    public Scheme {
        if (data < 1 || parity < 0 || data + parity > MAX_SHARDS) {
            throw new IllegalArgumentException("no such scheme: " + data + "+" + parity
                    + " (at least one data shard, at most " + MAX_SHARDS + " shards in all)");
        }
    }

    public static Scheme copies(int count) {
        return new Scheme(1, count - 1);
    }

    /** The scheme for a store of so many drives; DESIGN: one copy, copies, 2+2, 4+2, 8+4. */
    public static Scheme forDrives(int drives) {
        if (drives < 1) {
            throw new IllegalArgumentException("a store has at least one drive");
        }
        if (drives <= 3) {
            return copies(drives);
        }
        if (drives <= 5) {
            return new Scheme(2, 2);
        }
        return drives < 12 ? new Scheme(4, 2) : new Scheme(8, 4);
    }

    /**
     * What to write with while only so many drives take new shards: another scheme where it survives as many losses with them,
     * or where this one could not be written at all. Otherwise this one, whose missing shards are made later.
     */
    public Scheme withOnly(int drives) {
        if (drives >= shards() || drives < 1) {
            return this;
        }
        Scheme narrower = forDrives(drives);
        boolean asSafe = narrower.parity >= parity;
        boolean better = drives < writeQuorum() && narrower.parity >= 1;
        return asSafe || better ? narrower : this;
    }

    /** The scheme that survives as many losses with whole copies: cheaper for small objects. */
    public Scheme asCopies() {
        return copies(parity + 1);
    }

    public int shards() {
        return data + parity;
    }

    public boolean isCopies() {
        return data == 1;
    }

    /** How many durable shards make a write a success: one more than is needed to read, where there are that many. */
    public int writeQuorum() {
        if (parity == 0) {
            return data;
        }
        return isCopies() ? Math.max(1, shards() - 1) : data + 1;
    }

    @Override
    public String toString() {
        return isCopies() ? shards() + (shards() == 1 ? " copy" : " copies") : data + "+" + parity;
    }
}
