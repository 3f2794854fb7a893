package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of a full segment's records, written as its last record: what makes a restart read kilobytes per segment instead
 * of megabytes. The file ends with the footer's offset and a magic number, so that it is found from the end.
 */
final class SegmentFooter {
    /** So that the list in memory and the footer stay small also in a segment of nothing but deletions. */
    static final int MAX_ENTRIES = 65_536;

    private static final int LONGS_PER_ENTRY = 5;
    private static final int ENTRY_SIZE = LONGS_PER_ENTRY * Long.BYTES;
    private static final int TRAILER_SIZE = 2 * Long.BYTES;
    private static final long TRAILER_MAGIC = 0x414e_5646_4f4f_5452L;

    private long[] entries = new long[64 * LONGS_PER_ENTRY];
    private int count;

    void add(SegmentEntry entry) {
        int at = count * LONGS_PER_ENTRY;
        if (at == entries.length) {
            entries = Arrays.copyOf(entries, at * 2);
        }
        entries[at] = entry.idHigh();
        entries[at + 1] = entry.idLow();
        entries[at + 2] = (long) entry.type().code() << 56 | entry.offset();
        entries[at + 3] = (long) entry.number() << 32 | entry.length();
        entries[at + 4] = entry.total();
        count++;
    }

    boolean isFull() {
        return count == MAX_ENTRIES;
    }

    /** Completes the segment on the drive: its records, then the footer, then nothing. */
    void writeTo(Segment segment) throws IOException {
        // Whoever finds the footer trusts what it lists, so it must not reach the drive before that does.
        segment.file().sync();
        long offset = segment.end();
        // The trailer must be the file's last bytes, so the payload is padded before it, not the record after it.
        int size = RecordHeader.recordSize(count * ENTRY_SIZE + TRAILER_SIZE);
        ByteBuffer payload = ByteBuffer.allocate(size - RecordHeader.SIZE);
        payload.asLongBuffer().put(entries, 0, count * LONGS_PER_ENTRY);
        payload.putLong(payload.limit() - TRAILER_SIZE, offset);
        payload.putLong(payload.limit() - Long.BYTES, TRAILER_MAGIC);
        RecordHeader header =
                new RecordHeader(RecordType.FOOTER, 0, 0, count, payload.limit(), 0, RecordHeader.crcOf(payload));
        segment.file().write(offset, header.encode(segment.salt(), offset), payload);
        segment.file().truncate(offset + size);
        segment.file().sync();
    }

    /** The entries in the order of their writing, or null when there is no footer or it is not intact. */
    static @Nullable List<SegmentEntry> readFrom(DiskFile file, long salt) throws IOException {
        long size = file.size();
        ByteBuffer trailer = ByteBuffer.allocate(TRAILER_SIZE);
        if (size < RecordHeader.SIZE * 2L) {
            return null;
        }
        file.read(size - TRAILER_SIZE, trailer);
        long offset = trailer.getLong(0);
        if (trailer.getLong(Long.BYTES) != TRAILER_MAGIC
                || offset < RecordHeader.SIZE
                || size - offset < RecordHeader.SIZE
                || size - offset > RecordHeader.recordSize(MAX_ENTRIES * ENTRY_SIZE + TRAILER_SIZE)) {
            return null;
        }
        ByteBuffer record = ByteBuffer.allocate((int) (size - offset));
        file.read(offset, record);
        record.flip();
        RecordHeader header = RecordHeader.decode(record, salt, offset);
        record.position(RecordHeader.SIZE);
        if (header == null || header.type() != RecordType.FOOTER || !header.matches(record)) {
            return null;
        }
        return decode(record, header.number());
    }

    private static @Nullable List<SegmentEntry> decode(ByteBuffer payload, int count) {
        List<SegmentEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long idHigh = payload.getLong();
            long idLow = payload.getLong();
            long typeAndOffset = payload.getLong();
            RecordType type = RecordType.of((byte) (typeAndOffset >>> 56));
            int number = payload.getInt();
            int length = payload.getInt();
            long total = payload.getLong();
            if (type == null) {
                return null;
            }
            entries.add(
                    new SegmentEntry(type, idHigh, idLow, number, length, total, typeAndOffset & 0xff_ffff_ffff_ffffL));
        }
        return entries;
    }
}
