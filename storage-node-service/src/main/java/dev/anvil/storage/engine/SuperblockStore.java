package dev.anvil.storage.engine;

import dev.anvil.storage.engine.StorageFailure.DriveRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads and writes a drive's superblock: a new file for every change, the highest intact one counts. */
public final class SuperblockStore {
    private static final String PREFIX = "superblock-";
    private static final int MAX_SIZE = 4096;

    private final Disk disk;

    public SuperblockStore(Disk disk) {
        this.disk = disk;
    }

    /** Empty when the folder holds no drive yet. */
    public Optional<Superblock> read() throws IOException {
        List<String> names = disk.list();
        List<Integer> versions = versions(names);
        for (int version : versions) {
            Optional<Superblock> superblock = readVersion(version);
            if (superblock.isPresent()) {
                return superblock;
            }
        }
        boolean hasSegments = names.stream().anyMatch(name -> Segment.numberOf(name) > 0);
        if (hasSegments) {
            throw new DriveRefused(
                    "there are segments in " + disk
                            + " but no intact superblock; restore the superblock file, or move the folder away to start an empty drive");
        }
        return Optional.empty();
    }

    public void write(Superblock superblock) throws IOException {
        List<Integer> older = versions(disk.list());
        int version = older.isEmpty() ? 1 : older.getFirst() + 1;
        try (DiskFile file = disk.create(nameOf(version))) {
            file.write(0, superblock.encode());
            file.sync();
        }
        disk.syncDirectory();
        for (int old : older) {
            disk.delete(nameOf(old));
        }
        disk.syncDirectory();
    }

    private Optional<Superblock> readVersion(int version) throws IOException {
        try (DiskFile file = disk.open(nameOf(version))) {
            ByteBuffer buffer = ByteBuffer.allocate(MAX_SIZE);
            file.read(0, buffer);
            return Superblock.decode(buffer.flip());
        }
    }

    private static List<Integer> versions(List<String> names) {
        return names.stream()
                .filter(name -> name.matches(PREFIX + "\\d{8}"))
                .map(name -> Integer.valueOf(name.substring(PREFIX.length())))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static String nameOf(int version) {
        return PREFIX + String.format("%08d", version);
    }
}
