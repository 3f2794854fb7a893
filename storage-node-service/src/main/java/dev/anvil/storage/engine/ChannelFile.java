package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file behind a {@link FileChannel}. Whoever interrupts a thread inside closes the channel for everybody; nothing in this
 * service interrupts threads that do I/O.
 */
final class ChannelFile implements DiskFile {
    private static final String NO_SPACE = "No space left on device";
    private static final String OVER_QUOTA = "Disk quota exceeded";

    /** Smaller ones are likely to be read soon, and too small to be worth it. */
    private static final long DIRECT_FROM = 128 << 10;

    /** The kernel's, on nearly every machine. */
    private static final int PAGE = 4096;

    private final FileChannel channel;
    /** Up to here the file is as long as it is to be, with bytes in it that mean nothing. */
    private final long preparedUpTo;

    private @Nullable DirectChannel direct;

    /** Behind the last byte that went through the page cache. Pages that wait in there are not written past. */
    private long cachedUpTo;

    private ChannelFile(FileChannel channel, @Nullable DirectChannel direct, long preparedUpTo, long cachedUpTo) {
        this.channel = channel;
        this.direct = direct;
        this.preparedUpTo = preparedUpTo;
        this.cachedUpTo = cachedUpTo;
    }

    /**
     * A file that is written from its front, whatever is in it now.
     *
     * @param direct for large writes; null where they go the same way as small ones
     */
    static ChannelFile fromTheFront(FileChannel channel, @Nullable DirectChannel direct) throws IOException {
        return new ChannelFile(channel, direct, channel.size(), 0);
    }

    /** A file that holds what it is to hold. */
    static ChannelFile complete(FileChannel channel) throws IOException {
        return new ChannelFile(channel, null, 0, channel.size());
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void write(long position, ByteBuffer... buffers) throws IOException {
        Gathered bytes = new Gathered(buffers);
        long end = position + bytes.remaining();
        try {
            long done = direct == null ? position : writeWholeBlocks(direct, position, end, bytes);
            writeCached(done, end, bytes.rest());
        } catch (IOException e) {
            throw translated(e);
        }
    }

    @Override
    public void prepare(long position, ByteBuffer zeros) throws IOException {
        try {
            writeCached(position, position + zeros.remaining(), zeros);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** Everything up to the last whole block, when that is worth it. Says how far it came. */
    private long writeWholeBlocks(DirectChannel blocks, long position, long end, Gathered bytes) throws IOException {
        int blockBytes = blocks.blockBytes();
        long from = roundedUp(Math.max(position, cachedUpTo), blockBytes);
        long upTo = end - end % blockBytes;
        if (upTo - from < DIRECT_FROM) {
            return position;
        }
        writeCached(position, from, bytes.take((int) (from - position)));
        blocks.write(from, upTo - from, bytes);
        return upTo;
    }

    private void writeCached(long position, long end, ByteBuffer... buffers) throws IOException {
        long pageEnd = Math.min(roundedUp(end, PAGE), preparedUpTo);
        if (end > cachedUpTo && end < pageEnd) {
            // The rest of the last page, too, or the kernel would read from the drive what is to be written over next.
            ByteBuffer[] withRest = Arrays.copyOf(buffers, buffers.length + 1);
            withRest[buffers.length] = ByteBuffer.allocate((int) (pageEnd - end));
            writeFully(position, pageEnd, withRest);
        } else {
            writeFully(position, end, buffers);
        }
    }

    private void writeFully(long position, long end, ByteBuffer... buffers) throws IOException {
        // Gathering writes go to the channel's own position; there is one writer at a time, and reads do not move it.
        channel.position(position);
        long at = position;
        while (at < end) {
            at += channel.write(buffers);
        }
        cachedUpTo = Math.max(cachedUpTo, end);
    }

    private static long roundedUp(long position, int blockBytes) {
        return (position + blockBytes - 1) / blockBytes * blockBytes;
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
        // The end of what is appended: from here on it is one of many files, and one descriptor is enough.
        closeDirect();
        channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            closeDirect();
        }
    }

    private void closeDirect() throws IOException {
        DirectChannel open = direct;
        direct = null;
        if (open != null) {
            open.close();
        }
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
