package dev.anvil.blob.peer;

import dev.anvil.blob.LentBytes;
import java.util.zip.CRC32C;

/** A {@code ShardUnit} as it came. Not verified yet. */
record IncomingUnit(int stripe, int crc32c, LentBytes bytes) {
    boolean isIntact() {
        CRC32C crc = new CRC32C();
        crc.update(bytes.view());
        return (int) crc.getValue() == crc32c;
    }
}
