package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.ShardCorrupt;
import dev.anvil.storage.engine.StorageFailure.ShardNotFound;
import dev.anvil.storage.engine.StorageFailure.ShardRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Reads units of sealed shards and lets nothing out whose checksum does not hold. Needs no lock. */
final class ShardReader {
    /** How often a record can move on to another segment between looking it up and reading it. */
    private static final int MAX_MOVES = 16;

    private final SegmentLog log;
    private final ShardIndex index;
    private final DriveHealth health;
    private final Quarantine quarantine;
    private final LongAdder corruptions = new LongAdder();

    ShardReader(SegmentLog log, ShardIndex index, DriveHealth health, Quarantine quarantine) {
        this.log = log;
        this.index = index;
        this.health = health;
        this.quarantine = quarantine;
    }

    int units(ShardId shard) {
        return recordsOf(shard).units();
    }

    Unit read(ShardId shard, int stripe, ReadBuffers buffers) {
        for (int moves = 0; moves <= MAX_MOVES; moves++) {
            ShardRecords records = recordsOf(shard);
            if (stripe < 0 || stripe >= records.units()) {
                throw new ShardRefused(shard, "has " + records.units() + " units, there is no unit " + stripe);
            }
            Location location = records.unit(stripe);
            Segment segment = log.find(location.segment());
            if (segment != null && segment.acquire()) {
                return readAndRelease(segment, location, shard, stripe, buffers);
            }
            // Compaction has moved it and dropped the segment in between; the index knows the new place already.
        }
        throw new IllegalStateException("shard " + shard + " is in the index with a segment that is not there");
    }

    /** Corrupt records met since the drive was opened. */
    long corruptions() {
        return corruptions.sum();
    }

    private ShardRecords recordsOf(ShardId shard) {
        return index.find(shard).orElseThrow(() -> new ShardNotFound(shard));
    }

    private Unit readAndRelease(Segment segment, Location location, ShardId shard, int stripe, ReadBuffers buffers) {
        try {
            try {
                ByteBuffer record = segment.read(location.offset(), location.size(), buffers);
                return verified(record, segment, location, shard, stripe);
            } finally {
                segment.release();
            }
        } catch (IOException e) {
            throw health.fail("read of " + segment.name() + " at offset " + location.offset(), e);
        }
    }

    private Unit verified(@Nullable ByteBuffer record, Segment segment, Location location, ShardId shard, int stripe) {
        if (record == null) {
            throw corrupt(segment, location, shard, "the file ends before the record does");
        }
        RecordHeader header = RecordHeader.decode(record, segment.salt(), location.offset());
        if (header == null || header.recordSize() != location.size()) {
            throw corrupt(segment, location, shard, "the record's header does not match its checksum");
        }
        boolean isUnit = header.type() == RecordType.UNIT || header.type() == RecordType.LAST_UNIT;
        if (!isUnit || header.number() != stripe || !header.shard().equals(shard)) {
            throw corrupt(segment, location, shard, "the record is another one");
        }
        ByteBuffer payload = record.slice(RecordHeader.SIZE, header.length());
        if (!header.matches(payload)) {
            throw corrupt(segment, location, shard, "the unit does not match its checksum");
        }
        return new Unit(stripe, header.payloadCrc(), payload);
    }

    private ShardCorrupt corrupt(Segment segment, Location location, ShardId shard, String what) {
        corruptions.increment();
        segment.markDamaged();
        quarantine.add(shard);
        return new ShardCorrupt(health.drive(), shard, location, what);
    }
}
