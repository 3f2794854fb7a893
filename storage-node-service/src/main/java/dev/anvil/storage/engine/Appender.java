package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends records to the log and turns what can go wrong there into the drive's own failures. Under the drive's lock. */
final class Appender {
    private final SegmentLog log;
    private final GroupCommit commits;
    private final DriveHealth health;
    private final SpaceGuard space;

    Appender(SegmentLog log, GroupCommit commits, DriveHealth health, SpaceGuard space) {
        this.log = log;
        this.commits = commits;
        this.health = health;
        this.space = space;
    }

    /** For new shards: leaves the reserve alone. */
    long append(RecordHeader header, ByteBuffer... payload) {
        health.requireWritable();
        try {
            if (!space.spend(header.recordSize())) {
                throw new StorageFailure.DriveFull("drive " + health.drive() + " is full up to its reserve");
            }
        } catch (IOException e) {
            throw health.fail("asking for free space", e);
        }
        return appendFromReserve(header, payload);
    }

    /** For what frees space: deletions and compaction. */
    long appendFromReserve(RecordHeader header, ByteBuffer... payload) {
        health.requireWritable();
        try {
            Location location = log.append(header, payload);
            commits.appended(location.size());
            return location.pack();
        } catch (DiskFullException e) {
            throw new StorageFailure.DriveFull("drive " + health.drive() + " is full: " + e.getMessage());
        } catch (IOException e) {
            throw health.fail("append", e);
        }
    }
}
