package dev.anvil.blob;

/**
 * How a blob's bytes lie in stripes. All units of a stripe are equally long. In the last stripe they are just long enough
 * for what is left, filled up with zeros at its end; the blob's length says where the zeros begin.
 */
record Stripes(long length, int dataUnits, int unitBytes) {
    Stripes {
        if (length > (long) dataUnits * unitBytes * Integer.MAX_VALUE) {
            throw new IllegalArgumentException(length + " bytes are too many for units of " + unitBytes);
        }
    }

    int stripeBytes() {
        return dataUnits * unitBytes;
    }

    int count() {
        return (int) ((length + stripeBytes() - 1) / stripeBytes());
    }

    int stripeAt(long offset) {
        return (int) (offset / stripeBytes());
    }

    long startOf(int stripe) {
        return (long) stripe * stripeBytes();
    }

    /** Bytes of the blob in the stripe. */
    int bytesIn(int stripe) {
        return (int) Math.min(stripeBytes(), length - startOf(stripe));
    }

    int unitLength(int stripe) {
        return unitLength(bytesIn(stripe), dataUnits);
    }

    static int unitLength(int bytesInStripe, int dataUnits) {
        return (bytesInStripe + dataUnits - 1) / dataUnits;
    }
}
