package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file behind a {@link FileChannel}. Whoever interrupts a thread inside closes the channel for everybody; nothing in this
 * service interrupts threads that do I/O.
 */
final class ChannelFile implements DiskFile {
    private static final String NO_SPACE = "No space left on device";
    private static final String OVER_QUOTA = "Disk quota exceeded";

    private final FileChannel channel;

    ChannelFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void write(long position, ByteBuffer... buffers) throws IOException {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        try {
            // Gathering writes go to the channel's own position; there is one writer at a time, and reads do not move
            // it.
            channel.position(position);
            while (remaining > 0) {
                remaining -= channel.write(buffers);
            }
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
        long from = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, from);
            if (count < 0) {
                return;
            }
            from += count;
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The JDK tells a full disk from a broken one only by the operating system's words. */
    static IOException translated(IOException e) {
        String message = e.getMessage();
        if (message != null && (message.contains(NO_SPACE) || message.contains(OVER_QUOTA))) {
            return new DiskFullException(message);
        }
        return e;
    }
}
