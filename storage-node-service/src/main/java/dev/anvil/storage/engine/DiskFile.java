package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One file of a {@link Disk}. One caller writes at a time, any number read. Writes are durable after {@link #sync()}. */
public interface DiskFile extends AutoCloseable {
    long size() throws IOException;

    /**
     * Writes everything that remains in the buffers.
     *
     * @throws DiskFullException when there is no room; a part may have been written
     */
    void write(long position, ByteBuffer... buffers) throws IOException;

    /**
     * Writes zeros where small writes will soon follow: as {@link #write}, and kept at hand for them. Whoever writes a part of
     * a page that is not in memory waits for the drive to read it first.
     */
    void prepare(long position, ByteBuffer zeros) throws IOException;

    /** Reads until the buffer is full or the file ends; the buffer's position says which. */
    void read(long position, ByteBuffer buffer) throws IOException;

    void truncate(long size) throws IOException;

    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
