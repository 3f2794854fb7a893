package dev.anvil.storage.drive;

import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process from opening a drive. The operating system lets go of it when the process ends, however that is. */
final class DriveLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private DriveLock(FileChannel channel) {
        this.channel = channel;
    }

    static DriveLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This process has it already: the same folder twice, by two names.
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new DriveRefused(
                    folder + " is in use by another storage node; stop that one, or give this one other folders");
        }
        return new DriveLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
