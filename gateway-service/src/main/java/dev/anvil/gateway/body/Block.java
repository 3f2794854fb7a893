package dev.anvil.gateway.body;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Some bytes of a body on their way to the digests. Filled by one thread, then only read; freed by the last reader. */
final class Block implements DigestLane.Event {
    private final byte[] bytes;
    private final AtomicInteger readers;
    private final Consumer<byte[]> free;
    private int length;

    Block(byte[] bytes, int readers, Consumer<byte[]> free) {
        this.bytes = bytes;
        this.readers = new AtomicInteger(readers);
        this.free = free;
    }

    /** Takes as many bytes as it has room for, and answers how many. */
    int fill(byte[] from, int offset, int count) {
        int taken = Math.min(count, bytes.length - length);
        System.arraycopy(from, offset, bytes, length, taken);
        length += taken;
        return taken;
    }

    boolean isFull() {
        return length == bytes.length;
    }

    void feed(Digest digest) {
        digest.update(bytes, 0, length);
    }

    void release() {
        if (readers.decrementAndGet() == 0) {
            free.accept(bytes);
        }
    }
}
