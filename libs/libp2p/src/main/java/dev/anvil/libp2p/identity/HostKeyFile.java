package dev.anvil.libp2p.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host key on disk, readable by its owner alone. A file that is there but broken is refused: a fresh key would be
 * another host, and whoever knows this one would not see it again.
 */
public final class HostKeyFile {
    private static final int MAX_FILE_BYTES = 4096;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    public HostKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    public HostKey loadOrCreate() throws IOException {
        try {
            return load();
        } catch (NoSuchFileException absent) {
            HostKey key = HostKey.generate();
            store(key);
            return key;
        }
    }

    private HostKey load() throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw broken(null);
        }
        try {
            return HostKey.decode(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw broken(e);
        }
    }

    private IOException broken(@Nullable Exception cause) {
        return new IOException(
                "The host key " + file + " is damaged; restore it from a backup, or delete it to join as a new host",
                cause);
    }

    /** Written beside and renamed, so that a crash leaves either no key or a whole one. */
    private void store(HostKey key) throws IOException {
        Path folder = file.resolveSibling(".");
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "host-key", ".new", OWNER_ONLY);
        try {
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(key.encoded());
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
