package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import java.util.UUID;

/** One record of a segment without its payload, as footers list and scans find them. */
record SegmentEntry(RecordType type, long idHigh, long idLow, int number, int length, long total, long offset) {
    static SegmentEntry of(RecordHeader header, long offset) {
        return new SegmentEntry(
                header.type(),
                header.idHigh(),
                header.idLow(),
                header.number(),
                header.length(),
                header.total(),
                offset);
    }

    ShardId shard() {
        return new ShardId(new UUID(idHigh, idLow));
    }

    int recordSize() {
        return RecordHeader.recordSize(length);
    }

    Location locationIn(Segment segment) {
        return new Location(segment.number(), offset, recordSize());
    }
}
