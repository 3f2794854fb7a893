package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;

/** What a drive answers when it cannot do as asked. A closed set: callers switch over it. */
public abstract sealed class StorageFailure extends RuntimeException {
    private StorageFailure(String message) {
        super(message);
    }

    private StorageFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message, which every failure has. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** No such sealed shard here. */
    public static final class ShardNotFound extends StorageFailure {
        ShardNotFound(ShardId shard) {
            super("no sealed shard " + shard);
        }
    }

    /** The bytes on the drive are not those that were written. */
    public static final class ShardCorrupt extends StorageFailure {
        ShardCorrupt(String drive, ShardId shard, Location where, String what) {
            super("shard " + shard + " is corrupt on drive " + drive + " in segment " + where.segment() + " at offset "
                    + where.offset() + ": " + what);
        }
    }

    /** The request breaks the rules of writing or reading: a unit out of turn, a seal that does not fit, a range beyond. */
    public static final class ShardRefused extends StorageFailure {
        ShardRefused(ShardId shard, String why) {
            super("shard " + shard + ": " + why);
        }
    }

    /** The shard is not being written: it was never begun, was aborted, or was idle for longer than the limit. */
    public static final class ShardNotOpen extends StorageFailure {
        ShardNotOpen(ShardId shard) {
            super("shard " + shard + " is not open: it was never begun, was aborted, or was idle for too long");
        }
    }

    /** The bytes of a unit are not those that its sender computed the checksum of. */
    public static final class UnitCorrupt extends StorageFailure {
        UnitCorrupt(ShardId shard, int stripe) {
            super("unit " + stripe + " of shard " + shard
                    + " was changed on its way here: its checksum does not match");
        }
    }

    /** Too many shards are open at once; the writer should try another drive or later. */
    public static final class DriveBusy extends StorageFailure {
        DriveBusy(String message) {
            super(message);
        }
    }

    /** Only the reserve is left, which deletions and compaction need. Reads go on. */
    public static final class DriveFull extends StorageFailure {
        DriveFull(String message) {
            super(message);
        }
    }

    /** An I/O error happened, now or earlier; nothing is written to this drive until it is opened again. */
    public static final class DriveFailed extends StorageFailure {
        DriveFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The drive belongs to another catalogue than the caller's. */
    public static final class DriveForeign extends StorageFailure {
        DriveForeign(String message) {
            super(message);
        }
    }

    /** The caller's catalogue knows less than it did when it was last here. */
    public static final class CatalogueWentBack extends StorageFailure {
        CatalogueWentBack(String message) {
            super(message);
        }
    }

    /** The drive's contents cannot be served: it belongs elsewhere, is newer than this version, or is damaged. */
    public static final class DriveRefused extends StorageFailure {
        public DriveRefused(String message) {
            super(message);
        }
    }
}
