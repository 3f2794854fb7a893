package dev.anvil.blob;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays that are used again, because clearing and collecting fresh ones costs as much as the erasure coding. Lengths are
 * rounded up, so that few sizes exist. What is never given back is collected as any garbage: a lost buffer is no leak.
 */
public final class BufferPool {
    private static final int SMALLEST = 4 * 1024;
    private static final int STEP = 64 * 1024;

    private final long maxKeptBytes;
    private final AtomicLong keptBytes = new AtomicLong();
    private final Map<Integer, Queue<byte[]>> kept = new ConcurrentHashMap<>();

    public BufferPool(long maxKeptBytes) {
        this.maxKeptBytes = maxKeptBytes;
    }

    /** An array of at least the length, with old bytes in it. */
    public byte[] take(int length) {
        int size = sizeFor(length);
        Queue<byte[]> queue = kept.get(size);
        byte[] array = queue == null ? null : queue.poll();
        if (array == null) {
            return new byte[size];
        }
        keptBytes.addAndGet(-size);
        return array;
    }

    /** The caller forgets the array. */
    public void give(byte[] array) {
        if (array.length != sizeFor(array.length)) {
            return;
        }
        if (keptBytes.addAndGet(array.length) > maxKeptBytes) {
            keptBytes.addAndGet(-array.length);
            return;
        }
        kept.computeIfAbsent(array.length, size -> new ConcurrentLinkedQueue<>())
                .add(array);
    }

    private static int sizeFor(int length) {
        if (length <= SMALLEST) {
            return SMALLEST;
        }
        if (length <= STEP) {
            return Integer.highestOneBit(length - 1) << 1;
        }
        return Math.multiplyExact(Math.ceilDiv(length, STEP), STEP);
    }
}
