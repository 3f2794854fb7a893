package dev.anvil.model;

/** A half-open run of bytes, {@code [offset, offset + length)}; never empty of meaning, but its length may be zero. */
public record ByteRange(long offset, long length) {
    public ByteRange {
        if (offset < 0 || length < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("no such range: offset " + offset + ", length " + length);
        }
    }

    public static ByteRange whole(long size) {
        return new ByteRange(0, size);
    }

    /** The first byte after the range. */
    public long end() {
        return offset + length;
    }

    public boolean isEmpty() {
        return length == 0;
    }
}
