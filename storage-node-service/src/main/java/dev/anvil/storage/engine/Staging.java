package dev.anvil.storage.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The memory that a disk's direct writes go through: one for all files, as one of them is written at a time. */
final class Staging {
    static final int BYTES = 1 << 20;

    private @Nullable ByteBuffer buffer;

    synchronized ByteBuffer alignedTo(int blockBytes) {
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(BYTES + blockBytes)
                    .alignedSlice(blockBytes)
                    .slice(0, BYTES);
        }
        return buffer;
    }
}
