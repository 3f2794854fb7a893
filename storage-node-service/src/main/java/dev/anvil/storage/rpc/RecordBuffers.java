package dev.anvil.storage.rpc;

import dev.anvil.runtime.memory.DirectMemory;
import dev.anvil.storage.engine.ReadBuffers;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory outside the heap that records are read into, again and again: the file is read without a copy in between, and nothing has to
 * be cleared or collected. It is bounded; beyond the bound readers get memory of the heap, which is slower but has a collector. A buffer
 * that is never given back, since the message that it was in was dropped, is collected in the end, and then counts no more.
 */
final class RecordBuffers {
    /** Sizes are powers of two and a little more, which a record needs beside its unit. */
    private static final int SMALLEST_EXPONENT = 12;

    private static final int LARGEST_EXPONENT = 20;
    private static final int BESIDE = 4096;

    private final Queue<ByteBuffer>[] free = queues();
    private final long maxBytes;
    private final AtomicLong allocated = new AtomicLong();
    private final Cleaner lost =
            Cleaner.create(Thread.ofPlatform().daemon().name("record-buffers").factory());

    RecordBuffers(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Readers in the same process keep what they read until it has gone out to their clients, so there may be many. */
    static RecordBuffers ofProcess() {
        return new RecordBuffers(DirectMemory.limit() / 3);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private static Queue<ByteBuffer>[] queues() {
        Queue[] queues = new Queue[LARGEST_EXPONENT - SMALLEST_EXPONENT + 1];
        for (int i = 0; i < queues.length; i++) {
            queues[i] = new ConcurrentLinkedQueue<>();
        }
        return queues;
    }

    /** For one record; whoever has sent it closes the loan. */
    Loan loan() {
        return new Loan();
    }

    private static int sizeClass(int size) {
        int exponent = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size - BESIDE) - 1);
        return Math.max(0, exponent - SMALLEST_EXPONENT);
    }

    final class Loan implements ReadBuffers, AutoCloseable {
        private final Queue<ByteBuffer> nowhere = new ConcurrentLinkedQueue<>();
        private Queue<ByteBuffer> home = nowhere;
        private ByteBuffer lent = ByteBuffer.allocate(0);

        @Override
        public ByteBuffer take(int size) {
            close();
            int at = sizeClass(size);
            if (at >= free.length) {
                return ByteBuffer.allocate(size);
            }
            ByteBuffer buffer = free[at].poll();
            if (buffer == null) {
                int whole = (1 << (at + SMALLEST_EXPONENT)) + BESIDE;
                if (allocated.addAndGet(whole) > maxBytes) {
                    allocated.addAndGet(-whole);
                    return ByteBuffer.allocate(size);
                }
                buffer = ByteBuffer.allocateDirect(whole);
                lost.register(buffer, () -> allocated.addAndGet(-whole));
            }
            home = free[at];
            lent = buffer;
            return buffer.slice(0, size);
        }

        /** Nobody looks at the buffer any more. Closing twice is closing once. */
        @Override
        public void close() {
            Queue<ByteBuffer> to = home;
            home = nowhere;
            if (to != nowhere) {
                to.add(lent);
            }
        }
    }
}
