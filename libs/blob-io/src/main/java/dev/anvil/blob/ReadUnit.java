package dev.anvil.blob;

/** A unit that came from a drive, in an array that may be longer than the unit. */
@SuppressWarnings("ArrayRecordComponent") // a lent buffer, compared by nobody
public record ReadUnit(int stripe, byte[] array, int length) {
    public ReadUnit {
        if (length < 0 || length > array.length) {
            throw new IllegalArgumentException("a unit of " + length + " bytes in an array of " + array.length);
        }
    }
}
