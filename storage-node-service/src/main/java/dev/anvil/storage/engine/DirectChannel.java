package dev.anvil.storage.engine;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Writes whole blocks of a file past the page cache. What is written once and read much later, or never, would push out of
 * the cache what is read all the time, and its pages cost more CPU than copying the bytes once more into a buffer of ours.
 */
final class DirectChannel implements AutoCloseable {
    private static final long SECTOR_BYTES = 4096;

    private final FileChannel channel;
    private final ByteBuffer staging;
    private final int blockBytes;

    private DirectChannel(FileChannel channel, ByteBuffer staging, int blockBytes) {
        this.channel = channel;
        this.staging = staging;
        this.blockBytes = blockBytes;
    }

    /** Null where the file system has no such writes. */
    static @Nullable DirectChannel open(Path file, Staging staging) throws IOException {
        // A drive's sectors may be larger than the file system's blocks.
        int blockBytes = (int) Math.max(SECTOR_BYTES, Files.getFileStore(file).getBlockSize());
        if (Staging.BYTES % blockBytes != 0) {
            return null;
        }
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
            return new DirectChannel(channel, staging.alignedTo(blockBytes), blockBytes);
        } catch (IOException | UnsupportedOperationException e) {
            // The file is open for writing by other means, so it is this kind of access that is refused.
            return null;
        }
    }

    int blockBytes() {
        return blockBytes;
    }

    /** Writes so many bytes from the front of the buffers. Position and length are whole blocks. */
    void write(long position, long length, Gathered from) throws IOException {
        long at = position;
        long end = position + length;
        synchronized (staging) {
            while (at < end) {
                staging.clear().limit((int) Math.min(staging.capacity(), end - at));
                from.drainTo(staging);
                staging.flip();
                while (staging.hasRemaining()) {
                    at += channel.write(staging, at);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
