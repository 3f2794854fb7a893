package dev.anvil.cli.instance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One process per data folder. The kernel frees the lock when the process dies, however it dies, so that it tells the
 * truth where a process id in a file may be that of a stranger.
 */
public final class InstanceLock implements AutoCloseable {
    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, unless another process holds it. */
    public static Optional<InstanceLock> acquire(DataFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        return Optional.of(new InstanceLock(channel));
    }

    /** The process that holds the lock now, also while it is not ready yet. */
    public static OptionalLong holder(DataFolder folder) throws IOException {
        Path file = folder.lock();
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (locked(channel) != null) {
                return OptionalLong.empty();
            }
            String pid = Files.readString(file).strip();
            return pid.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
