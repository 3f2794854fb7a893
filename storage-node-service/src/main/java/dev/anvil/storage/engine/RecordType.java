package dev.anvil.storage.engine;

import org.jspecify.annotations.Nullable;

/** What a record says. The codes are on the drives: they never change meaning. */
enum RecordType {
    /** A segment's first record: whose it is, and its salt. */
    SEGMENT(1),
    /** One unit of a shard that is still being written. */
    UNIT(2),
    /** The shard's last unit and its seal in one. */
    LAST_UNIT(3),
    /** The seal of a shard whose units came before. */
    SEAL(4),
    /** The shard is gone for good, wherever its records lie. */
    DELETE(5),
    /** A full segment's last record: the list of its others. */
    FOOTER(6);

    private final byte code;

    RecordType(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static @Nullable RecordType of(byte code) {
        return switch (code) {
            case 1 -> SEGMENT;
            case 2 -> UNIT;
            case 3 -> LAST_UNIT;
            case 4 -> SEAL;
            case 5 -> DELETE;
            case 6 -> FOOTER;
            default -> null;
        };
    }
}
