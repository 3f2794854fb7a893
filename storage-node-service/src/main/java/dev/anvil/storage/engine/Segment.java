package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One file of records. What is alive in it and what it keeps dead is guarded by the drive's lock.
 *
 * <p>Readers take the segment before they read and release it after, so that a segment that is dropped meanwhile goes away
 * when the last of them is done.
 */
final class Segment {
    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".log";

    private final int number;
    private final long salt;
    private final DiskFile file;
    private final AtomicInteger users = new AtomicInteger(1);
    private volatile long end;

    private long liveBytes;
    private int deletions;
    private int pendingDeletions;
    private boolean stale;
    private volatile boolean damaged;

    /** Segments with records of shards whose deletion is recorded here; see the package's fifth rule. */
    private final Set<Integer> keepsDead = new HashSet<>();

    Segment(int number, long salt, DiskFile file, long end) {
        this.number = number;
        this.salt = salt;
        this.file = file;
        this.end = end;
    }

    static String nameOf(int number) {
        return PREFIX + String.format("%08d", number) + SUFFIX;
    }

    /** The number in a segment's file name, or -1 when the file is something else. */
    static int numberOf(String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return -1;
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("\\d{8}") ? Integer.parseInt(digits) : -1;
    }

    int number() {
        return number;
    }

    String name() {
        return nameOf(number);
    }

    long salt() {
        return salt;
    }

    DiskFile file() {
        return file;
    }

    /** Where the next record goes. */
    long end() {
        return end;
    }

    void endAt(long newEnd) {
        end = newEnd;
    }

    boolean acquire() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** Closes the file, unless somebody reads it: false then, and the last one closes it. */
    boolean closeUnlessRead() throws IOException {
        if (users.compareAndSet(1, 0)) {
            file.close();
            return true;
        }
        release();
        return false;
    }

    void release() throws IOException {
        if (users.decrementAndGet() == 0) {
            file.close();
        }
    }

    long liveBytes() {
        return liveBytes;
    }

    void addLive(long bytes) {
        liveBytes += bytes;
        assert liveBytes >= 0 : "segment " + number + " has " + liveBytes + " live bytes";
    }

    void addPendingDeletions(int count) {
        pendingDeletions += count;
    }

    void addDeletion() {
        deletions++;
    }

    Set<Integer> keepsDead() {
        return keepsDead;
    }

    void keepDead(int segment) {
        if (segment != number) {
            keepsDead.add(segment);
        }
    }

    /** Nothing in here is needed any more. */
    boolean isDead() {
        return liveBytes == 0 && pendingDeletions == 0 && keepsDead.isEmpty();
    }

    /** Holds older copies of records that live elsewhere: a compaction of it was cut off, and has to be finished. */
    boolean isStale() {
        return stale;
    }

    void markStale() {
        stale = true;
    }

    /** Holds records that cannot be read: left alone by compaction, for an operator and for repair. */
    boolean isDamaged() {
        return damaged;
    }

    void markDamaged() {
        damaged = true;
    }

    boolean hasPendingDeletions() {
        return pendingDeletions > 0;
    }

    /** The share that compaction would not copy. */
    double deadRatio() {
        long needed = keepsDead.isEmpty() ? liveBytes : liveBytes + (long) deletions * RecordHeader.SIZE;
        return 1.0 - (double) needed / Math.max(1, end - RecordHeader.SIZE);
    }

    /** The whole record with its header at the front, or null when the file ends before it. */
    @Nullable
    ByteBuffer read(long offset, int size, ReadBuffers buffers) throws IOException {
        ByteBuffer record = buffers.take(size);
        file.read(offset, record);
        return record.hasRemaining() ? null : record.flip();
    }
}
