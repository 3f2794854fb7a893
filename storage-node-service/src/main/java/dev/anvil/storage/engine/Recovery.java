package dev.anvil.storage.engine;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds the index from the segments, newest record first: so a deletion is seen before what it deletes, and of several
 * copies the one that counts is the first. Nothing of the old process is needed but its files.
 */
final class Recovery {
    private final Disk disk;
    private final DriveId drive;
    private final SegmentLog log;
    private final ShardIndex index;
    private final Quarantine quarantine;

    private final Map<ShardId, Segment> deletedIn = new HashMap<>();
    private final Map<ShardId, FoundShard> found = new HashMap<>();
    private final List<String> damages = new ArrayList<>();

    Recovery(Disk disk, DriveId drive, SegmentLog log, ShardIndex index, Quarantine quarantine) {
        this.disk = disk;
        this.drive = drive;
        this.log = log;
        this.index = index;
        this.quarantine = quarantine;
    }

    void run() throws IOException {
        List<Integer> numbers = disk.list().stream()
                .map(Segment::numberOf)
                .filter(number -> number > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int number : numbers) {
            read(number, number == numbers.getFirst());
        }
        found.forEach((shard, parts) -> {
            parts.records().ifPresent(records -> add(shard, records));
            if (parts.isSealed() && parts.records().isEmpty()) {
                // Bytes that were durable are broken.
                quarantine.add(shard);
            }
        });
        if (quarantine.size() > 0) {
            damages.add(quarantine.size() + " shards lack units");
        }
    }

    /** What could not be read, in words for an operator. */
    List<String> damages() {
        return List.copyOf(damages);
    }

    private void read(int number, boolean isLast) throws IOException {
        String name = Segment.nameOf(number);
        DiskFile file = disk.open(name);
        Optional<SegmentHeader> header = readHeader(file);
        if (isLast && file.size() <= RecordHeader.SIZE && header.isEmpty()) {
            // The process ended while it made this segment; nothing was ever written to it.
            file.close();
            disk.delete(name);
            disk.syncDirectory();
            log.reserveNumber(number);
            return;
        }
        if (header.isEmpty()) {
            damages.add(name + " has no readable header and is left alone");
            file.close();
            log.reserveNumber(number);
            return;
        }
        requireOurs(name, number, header.get());
        Segment segment = new Segment(number, header.get().salt(), file, file.size());
        List<SegmentEntry> entries = SegmentFooter.readFrom(file, segment.salt());
        log.adopt(segment);
        collect(segment, entries != null ? entries : scan(segment, isLast));
    }

    private record SegmentHeader(RecordHeader record, long salt) {}

    private static Optional<SegmentHeader> readHeader(DiskFile file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(RecordHeader.SIZE);
        file.read(0, buffer);
        buffer.flip();
        if (buffer.remaining() < RecordHeader.SIZE) {
            return Optional.empty();
        }
        long salt = RecordHeader.saltOf(buffer);
        RecordHeader record = RecordHeader.decode(buffer, salt, 0);
        return record == null || record.type() != RecordType.SEGMENT
                ? Optional.empty()
                : Optional.of(new SegmentHeader(record, salt));
    }

    private void requireOurs(String name, int number, SegmentHeader header) {
        RecordHeader record = header.record();
        if (record.idHigh() != drive.value().getMostSignificantBits()
                || record.idLow() != drive.value().getLeastSignificantBits()
                || record.number() != number) {
            throw new DriveRefused(name + " was written by another drive than " + drive
                    + "; a drive's folder must be moved as a whole and not be mixed with another's");
        }
    }

    private List<SegmentEntry> scan(Segment segment, boolean isLast) throws IOException {
        SegmentScan scan = SegmentScan.of(segment);
        if (isLast) {
            // The one that was being written. It gets its footer now; behind its last record there is nothing to keep.
            segment.endAt(scan.end());
            segment.file().truncate(scan.end());
            SegmentFooter footer = new SegmentFooter();
            scan.entries().forEach(footer::add);
            footer.writeTo(segment);
        }
        if (scan.brokenBytes() > 0) {
            damages.add(segment.name() + " has " + scan.brokenBytes() + " bytes between records that are no records");
        }
        return scan.entries();
    }

    private void collect(Segment segment, List<SegmentEntry> entries) {
        for (SegmentEntry entry : entries.reversed()) {
            ShardId shard = entry.shard();
            Segment tomb = deletedIn.get(shard);
            if (entry.type() == RecordType.DELETE) {
                deletedIn.putIfAbsent(shard, segment);
                segment.addDeletion();
            } else if (tomb != null) {
                tomb.keepDead(segment.number());
            } else if (entry.type() == RecordType.LAST_UNIT && entry.number() == 0) {
                collectSingle(segment, shard, entry);
            } else if (!found.computeIfAbsent(shard, id -> new FoundShard()).add(entry, segment)) {
                log.markStale(segment);
            }
        }
    }

    private void collectSingle(Segment segment, ShardId shard, SegmentEntry entry) {
        if (index.contains(shard)) {
            log.markStale(segment);
        } else {
            add(
                    shard,
                    ShardRecords.ofSingle(
                            entry.total(), entry.locationIn(segment).pack()));
        }
    }

    private void add(ShardId shard, ShardRecords records) {
        index.add(shard, records);
        records.forEach(log::born);
    }
}
