package dev.anvil.storage.engine;

import java.nio.ByteBuffer;

/** Where a record is read into. */
@FunctionalInterface
public interface ReadBuffers {
    /** A buffer of its own for whoever asks, with just so many bytes remaining. */
    ByteBuffer take(int size);
}
