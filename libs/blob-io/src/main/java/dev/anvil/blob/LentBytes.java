package dev.anvil.blob;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bytes in memory that is only lent. Whoever has them gives them back when nobody looks at them any more, once; what is never
 * given back is left to the collector.
 */
public final class LentBytes {
    private static final Runnable NOBODY = () -> {};

    private final ByteBuffer bytes;
    private final Runnable lender;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    private LentBytes(ByteBuffer bytes, Runnable lender) {
        this.bytes = bytes;
        this.lender = lender;
    }

    /** What remains in the buffer, until the lender is told. */
    public static LentBytes of(ByteBuffer bytes, Runnable lender) {
        return new LentBytes(bytes.slice(), lender);
    }

    /** The beginning of an array of the pool. */
    public static LentBytes of(byte[] array, int length, BufferPool pool) {
        return new LentBytes(ByteBuffer.wrap(array, 0, length).slice(), () -> pool.give(array));
    }

    /** Bytes that nobody wants back. */
    public static LentBytes kept(byte[] array) {
        return new LentBytes(ByteBuffer.wrap(array), NOBODY);
    }

    public int length() {
        return bytes.capacity();
    }

    /** A view with a position of its own. */
    public ByteBuffer view() {
        return bytes.duplicate();
    }

    /** Giving back twice is giving back once. */
    public void giveBack() {
        if (givenBack.compareAndSet(false, true)) {
            lender.run();
        }
    }
}
