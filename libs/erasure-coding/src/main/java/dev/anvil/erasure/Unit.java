package dev.anvil.erasure;

/**
 * One unit of a stripe: bytes of {@code array} from {@code offset} on. Several units may share an array, so that a stripe
 * is read from the client in one piece and coded where it lies. The length is the stripe's and stands in the call.
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a pooled buffer, compared by nobody
public record Unit(byte[] array, int offset) {
    public Unit {
        if (offset < 0 || offset > array.length) {
            throw new IllegalArgumentException("unit starts at " + offset + " in an array of " + array.length);
        }
    }

    public static Unit of(byte[] array) {
        return new Unit(array, 0);
    }
}
