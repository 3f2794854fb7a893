package dev.anvil.blob;

import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays that are used again, because clearing and collecting fresh ones costs as much as the erasure coding. Lengths are
 * rounded up, so that few sizes exist. What is never given back is collected as any garbage: a lost buffer is no leak.
 *
 * <p>Writes need other sizes than reads: when the pool is full, what nobody has asked for longest makes room.
 */
public final class BufferPool {
    private static final int SMALLEST = 4 * 1024;
    private static final int STEP = 64 * 1024;

    private final long maxKeptBytes;
    private final AtomicLong keptBytes = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();
    private final Map<Integer, Shelf> shelves = new ConcurrentHashMap<>();

    /** The arrays of one size. */
    private static final class Shelf {
        private final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
        private volatile long lastAsked;
    }

    public BufferPool(long maxKeptBytes) {
        this.maxKeptBytes = maxKeptBytes;
    }

    /** An array of at least the length, with old bytes in it. */
    public byte[] take(int length) {
        int size = sizeFor(length);
        Shelf shelf = shelf(size);
        shelf.lastAsked = clock.incrementAndGet();
        byte[] array = shelf.kept.poll();
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
        Shelf shelf = shelf(array.length);
        boolean fits = keptBytes.addAndGet(array.length) <= maxKeptBytes;
        while (!fits && makeRoom(shelf)) {
            fits = keptBytes.get() <= maxKeptBytes;
        }
        if (fits) {
            shelf.kept.add(array);
        } else {
            keptBytes.addAndGet(-array.length);
        }
    }

    long keptBytes() {
        return keptBytes.get();
    }

    /** Drops an array of the size that was asked for longest ago, unless it is asked for more often than what wants the room. */
    private boolean makeRoom(Shelf wanting) {
        return shelves.values().stream()
                .filter(shelf -> shelf.lastAsked < wanting.lastAsked && !shelf.kept.isEmpty())
                .min(Comparator.comparingLong(shelf -> shelf.lastAsked))
                .map(this::drop)
                .orElse(false);
    }

    private boolean drop(Shelf shelf) {
        byte[] dropped = shelf.kept.poll();
        if (dropped != null) {
            keptBytes.addAndGet(-dropped.length);
        }
        return dropped != null;
    }

    private Shelf shelf(int size) {
        return shelves.computeIfAbsent(size, absent -> new Shelf());
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
