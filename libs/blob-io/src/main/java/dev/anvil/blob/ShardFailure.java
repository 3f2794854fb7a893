package dev.anvil.blob;

/** Why a shard could not be written or read. */
public enum ShardFailure {
    /** The node has no such drive: it moved, or the view is old. */
    DRIVE_UNKNOWN,
    DRIVE_FAILED,
    /** It belongs to another catalogue. */
    DRIVE_FOREIGN,
    DRIVE_FULL,
    /** A bounded queue of the drive is full. */
    DRIVE_BUSY,
    /** Not there, or never sealed. */
    SHARD_UNKNOWN,
    CORRUPT,
    OUT_OF_ORDER,
    /** It was open for too long and was dropped. */
    EXPIRED,
    /** No answer in time, no connection, no address. */
    UNREACHABLE
}
