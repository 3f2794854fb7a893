package dev.anvil.gc.lease;

/** What kinds of work there are. */
public enum TaskType {
    RECLAIM_BLOB,
    REPAIR_BLOB,
    ABORT_UPLOAD,
    EXPIRE,
    REBALANCE,
    DRAIN,
    SWEEP_DRIVE,
    /** A kind that a newer service asks for. */
    UNKNOWN
}
