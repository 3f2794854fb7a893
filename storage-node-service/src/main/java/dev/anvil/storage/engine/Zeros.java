package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** As many zeros as anybody wants, in pieces that all drives share. */
final class Zeros {
    private static final ByteBuffer PIECE = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private Zeros() {}

    /** Takes zeros for a place in a file. */
    interface Writer {
        void write(long position, ByteBuffer zeros) throws IOException;
    }

    static void write(long from, long upTo, Writer writer) throws IOException {
        for (long at = from; at < upTo; at += PIECE.capacity()) {
            writer.write(at, PIECE.duplicate().limit((int) Math.min(PIECE.capacity(), upTo - at)));
        }
    }
}
