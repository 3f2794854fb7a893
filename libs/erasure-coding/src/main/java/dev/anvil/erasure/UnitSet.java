package dev.anvil.erasure;

/** A set of positions in a stripe. */
public record UnitSet(int bits) {
    public static final UnitSet NONE = new UnitSet(0);

    public static UnitSet of(int... positions) {
        UnitSet set = NONE;
        for (int position : positions) {
            set = set.with(position);
        }
        return set;
    }

    /** The positions {@code 0 .. count - 1}. */
    public static UnitSet first(int count) {
        if (count < 0 || count > ErasureCoder.MAX_UNITS) {
            throw new IllegalArgumentException("a stripe has 0 to " + ErasureCoder.MAX_UNITS + " units, not " + count);
        }
        return new UnitSet(count == 32 ? -1 : (1 << count) - 1);
    }

    public UnitSet with(int position) {
        return new UnitSet(bits | bit(position));
    }

    public UnitSet without(int position) {
        return new UnitSet(bits & ~bit(position));
    }

    public UnitSet minus(UnitSet others) {
        return new UnitSet(bits & ~others.bits);
    }

    public boolean contains(int position) {
        return (bits & bit(position)) != 0;
    }

    public boolean containsAll(UnitSet others) {
        return (others.bits & ~bits) == 0;
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    public int size() {
        return Integer.bitCount(bits);
    }

    /** In rising order. */
    public int[] positions() {
        int[] positions = new int[size()];
        int rest = bits;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Integer.numberOfTrailingZeros(rest);
            rest &= rest - 1;
        }
        return positions;
    }

    private static int bit(int position) {
        if (position < 0 || position >= ErasureCoder.MAX_UNITS) {
            throw new IllegalArgumentException("no position " + position + " in a stripe");
        }
        return 1 << position;
    }
}
