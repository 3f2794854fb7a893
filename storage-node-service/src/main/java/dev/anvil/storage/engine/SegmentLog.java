package dev.anvil.storage.engine;

import dev.anvil.model.DriveId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a drive and the end that records are appended to. Appending and dropping happen under the drive's lock;
 * finding a segment needs none.
 */
final class SegmentLog {
    private static final int SMALL_RECORD = 128 << 10;
    private static final int ZEROS_PER_SMALL_BYTE = 8;

    private final Disk disk;
    private final DriveId drive;
    private final DriveSettings settings;
    private final RandomGenerator random;
    private final SpareFiles spares;
    private final ConcurrentMap<Integer, Segment> segments = new ConcurrentHashMap<>();

    private final Set<Segment> stale = new HashSet<>();

    private int lastNumber;
    private @Nullable Segment active;
    private SegmentFooter footer = new SegmentFooter();
    private long preparedUpTo;
    private long smallBytes;

    SegmentLog(Disk disk, DriveId drive, DriveSettings settings, RandomGenerator random, SpareFiles spares) {
        this.disk = disk;
        this.drive = drive;
        this.settings = settings;
        this.random = random;
        this.spares = spares;
    }

    /** Takes over a full segment that was found at start. */
    void adopt(Segment segment) {
        segments.put(segment.number(), segment);
        reserveNumber(segment.number());
    }

    /** Never gives this number to a segment: there is or was a file of that name. */
    void reserveNumber(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    @Nullable
    Segment find(int number) {
        return segments.get(number);
    }

    Collection<Segment> all() {
        return segments.values();
    }

    @Nullable
    Segment active() {
        return active;
    }

    /** Counts a record as alive. */
    void born(long location) {
        segmentOf(location).addLive(Location.sizeOf(location));
    }

    /** Counts a record as dead. */
    void died(long location) {
        segmentOf(location).addLive(-Location.sizeOf(location));
    }

    Segment segmentOf(long location) {
        Segment segment = segments.get(Location.segmentOf(location));
        if (segment == null) {
            throw new IllegalStateException("a segment with live records is gone: " + Location.unpack(location));
        }
        return segment;
    }

    /** Writes the record behind all others. Durable after the next sync of the active segment. */
    Location append(RecordHeader header, ByteBuffer... payload) throws IOException {
        int size = header.recordSize();
        Segment segment = segmentWithRoomFor(size);
        long position = segment.end();
        prepareZeros(segment, position + size, size);
        ByteBuffer[] buffers = new ByteBuffer[payload.length + 2];
        buffers[0] = header.encode(segment.salt(), position);
        System.arraycopy(payload, 0, buffers, 1, payload.length);
        buffers[payload.length + 1] = ByteBuffer.allocate(size - RecordHeader.SIZE - header.length());
        segment.file().write(position, buffers);
        segment.endAt(position + size);
        footer.add(SegmentEntry.of(header, position));
        return new Location(segment.number(), position, size);
    }

    /** Completes the active segment on the drive; the next append begins another. */
    void roll() throws IOException {
        Segment full = active;
        if (full != null) {
            footer.writeTo(full);
            active = null;
        }
    }

    /** Forgets the active segment without a footer; for one that is dead and about to be dropped. */
    void abandonActive() {
        active = null;
    }

    /** Segments that may hold older copies of records that live elsewhere: see {@link Segment#isStale()}. */
    Set<Segment> staleSegments() {
        return stale;
    }

    void markStale(Segment segment) {
        segment.markStale();
        stale.add(segment);
    }

    /**
     * Drops a dead segment; without the lock. Its file waits for its next life, or its bytes are free when the last reader has
     * released it.
     */
    void drop(Segment segment) throws IOException {
        segments.remove(segment.number());
        boolean unread = segment.closeUnlessRead();
        if (unread && !segment.isDamaged() && spares.hasPlace()) {
            spares.keep(segment.name(), segment.end());
        } else {
            disk.delete(segment.name());
            disk.syncDirectory();
        }
    }

    /** Under the lock again, when the file is gone for good: nothing has to be kept dead for its sake. */
    void forget(Segment segment) {
        stale.remove(segment);
        segments.values().forEach(other -> other.keepsDead().remove(segment.number()));
    }

    /** What the segments take on the drive. */
    long bytes() {
        return segments.values().stream().mapToLong(Segment::end).sum();
    }

    void close() throws IOException {
        for (Segment segment : segments.values()) {
            segment.release();
        }
        segments.clear();
        active = null;
    }

    private Segment segmentWithRoomFor(int size) throws IOException {
        Segment current = active;
        // Nothing new goes into a file of which something was lost.
        if (current != null
                && (current.end() + size > settings.segmentBytes() || footer.isFull() || current.isDamaged())) {
            roll();
            current = null;
        }
        if (current == null) {
            current = begin();
            active = current;
        }
        return current;
    }

    /** The new segment is on the drive, with its header, before the first record goes into it. */
    private Segment begin() throws IOException {
        int number = lastNumber + 1;
        if (number > Location.MAX_SEGMENT) {
            throw new IOException("this drive has used up its segment numbers; drain it and format it anew");
        }
        long salt = random.nextLong();
        DiskFile file = newFile(Segment.nameOf(number), segmentHeader(number).encode(salt, 0));
        Segment segment = new Segment(number, salt, file, RecordHeader.SIZE);
        segments.put(number, segment);
        lastNumber = number;
        footer = new SegmentFooter();
        preparedUpTo = file.size();
        return segment;
    }

    private DiskFile newFile(String name, ByteBuffer beginning) throws IOException {
        DiskFile spare = spares.become(name, beginning);
        DiskFile file = spare != null ? spare : disk.create(name);
        try {
            if (spare == null) {
                file.write(0, beginning);
                file.sync();
            }
            disk.syncDirectory();
            return file;
        } catch (IOException e) {
            file.close();
            disk.delete(name);
            throw e;
        }
    }

    RecordHeader segmentHeader(int number) {
        return new RecordHeader(
                RecordType.SEGMENT,
                drive.value().getMostSignificantBits(),
                drive.value().getLeastSignificantBits(),
                number,
                0,
                0,
                RecordHeader.crcOf());
    }

    /**
     * A sync that changes the file's size costs a commit of the file system's journal: seven times the price. How far ahead is
     * by how much came in small records lately, and from half a segment on they get one that is prepared as a whole: a deletion among large records is no reason to write megabytes of zeros, which
     * would have the large ones go through the page cache, too.
     */
    private void prepareZeros(Segment segment, long upTo, int recordSize) throws IOException {
        smallBytes = recordSize > SMALL_RECORD ? smallBytes / 2 : smallBytes + recordSize;
        if (smallBytes > settings.segmentBytes() / 2) {
            spares.want();
        }
        if (upTo <= preparedUpTo) {
            return;
        }
        long wanted = Math.min(settings.zeroAheadBytes(), smallBytes * ZEROS_PER_SMALL_BYTE);
        long ahead = Math.min(wanted, settings.segmentBytes() - upTo);
        preparedUpTo = upTo + Math.max(0, ahead);
        Zeros.write(upTo, preparedUpTo, segment.file()::prepare);
    }
}
