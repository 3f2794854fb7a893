package dev.anvil.metadata.task;

import java.util.Arrays;

/** What there is to do. The codes are those of the contract, and lie in both databases. */
public enum TaskType {
    RECLAIM_BLOB(1),
    REPAIR_BLOB(2),
    ABORT_UPLOAD(3),
    EXPIRE(4),
    REBALANCE(5),
    DRAIN(6),
    SWEEP_DRIVE(7);

    private final short code;

    TaskType(int code) {
        this.code = (short) code;
    }

    public short code() {
        return code;
    }

    static TaskType ofCode(int code) {
        return Arrays.stream(values())
                .filter(type -> type.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the queue holds a task of type " + code + ", which this version does not know"));
    }
}
