package dev.anvil.blob.peer;

import java.util.zip.CRC32C;

/** A {@code ShardUnit} as it came, its bytes in a pooled array. Not verified yet. */
@SuppressWarnings("ArrayRecordComponent") // short-lived, compared by nobody
record IncomingUnit(int stripe, int crc32c, byte[] array, int length) {
    boolean isIntact() {
        CRC32C crc = new CRC32C();
        crc.update(array, 0, length);
        return (int) crc.getValue() == crc32c;
    }
}
