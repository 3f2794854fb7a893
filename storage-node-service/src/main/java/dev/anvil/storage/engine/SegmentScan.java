package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the intact records of a segment that has no footer: the one that was being written when the process ended, or a
 * damaged one. Does not stop at the first record that is broken but looks on behind it: after a crash there is nothing that
 * matters, after a flipped bit there are acknowledged shards.
 */
final class SegmentScan {
    private static final int MAX_WINDOW = 4 << 20;

    private final Segment segment;
    private final long fileSize;
    private final ByteBuffer window;
    private long windowStart;

    private final List<SegmentEntry> entries = new ArrayList<>();
    private long end = RecordHeader.SIZE;
    private long brokenBytes;

    private SegmentScan(Segment segment) throws IOException {
        this.segment = segment;
        this.fileSize = segment.file().size();
        this.window = ByteBuffer.allocate((int) Math.min(MAX_WINDOW, fileSize)).limit(0);
    }

    static SegmentScan of(Segment segment) throws IOException {
        SegmentScan scan = new SegmentScan(segment);
        scan.walk();
        return scan;
    }

    List<SegmentEntry> entries() {
        return entries;
    }

    /** Behind the last intact record. */
    long end() {
        return end;
    }

    /** Bytes between intact records that are none. */
    long brokenBytes() {
        return brokenBytes;
    }

    private void walk() throws IOException {
        long position = RecordHeader.SIZE;
        while (position + RecordHeader.SIZE <= fileSize) {
            int size = tryRecord(position);
            position += size > 0 ? size : Location.GRAIN;
        }
    }

    private int tryRecord(long position) throws IOException {
        load(position, RecordHeader.SIZE);
        RecordHeader header = RecordHeader.decode(window, segment.salt(), position);
        if (header == null
                || header.type() == RecordType.SEGMENT
                || header.type() == RecordType.FOOTER
                || header.length() > Location.MAX_SIZE - RecordHeader.SIZE
                || position + header.recordSize() > fileSize) {
            return 0;
        }
        load(position, header.recordSize());
        ByteBuffer payload = window.slice(window.position() + RecordHeader.SIZE, header.length());
        if (!header.matches(payload)) {
            return 0;
        }
        brokenBytes += position - end;
        end = position + header.recordSize();
        entries.add(SegmentEntry.of(header, position));
        return header.recordSize();
    }

    /** Makes the window hold these bytes, its position at their beginning. */
    private void load(long position, int length) throws IOException {
        if (position < windowStart || position + length > windowStart + window.limit()) {
            windowStart = position;
            window.clear();
            segment.file().read(position, window);
            window.flip();
        }
        window.position((int) (position - windowStart));
    }
}
