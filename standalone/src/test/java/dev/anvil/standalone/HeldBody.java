package dev.anvil.standalone;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A body that stops in the middle until it is told to go on. */
final class HeldBody extends FilterInputStream {
    private static final long LIMIT_SECONDS = 60;

    private final CountDownLatch half = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final int middle;
    private int read;

    HeldBody(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
        this.middle = bytes.length / 2;
    }

    boolean awaitHalf() throws InterruptedException {
        return half.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    void release() {
        released.countDown();
    }

    @Override
    public int read() throws IOException {
        throw new IOException("read in pieces");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (read >= middle) {
            half.countDown();
            try {
                if (!released.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IOException("never released");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }
        int count = super.read(target, offset, length);
        read += Math.max(0, count);
        return count;
    }
}
