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
    private static final int COPIES = 2;
    private static final int MAX_SIZE = 4096;

    private final Disk disk;

    public SuperblockStore(Disk disk) {
        this.disk = disk;
    }

    /** Empty when the folder holds no drive yet. */
    public Optional<Superblock> read() throws IOException {
        List<String> names = disk.list();
        Optional<Superblock> intact = highestIntact(versions(names));
        if (intact.isPresent()) {
            return intact;
        }
        boolean hasSegments = names.stream().anyMatch(name -> Segment.numberOf(name) > 0);
        if (hasSegments) {
            throw new DriveRefused(
                    "there are segments in " + disk
                            + " but no intact superblock; restore the superblock file, or move the folder away to start an empty drive");
        }
        return Optional.empty();
    }

    /** For a drive that is open: what was broken meanwhile is written anew. Empty when the folder is not there any more. */
    Optional<Superblock> readOrRestore(Superblock known) throws IOException {
        List<String> names = disk.list();
        if (names.stream().noneMatch(name -> Segment.numberOf(name) > 0 || name.startsWith(PREFIX))) {
            return Optional.empty();
        }
        Optional<Superblock> intact = highestIntact(versions(names));
        if (intact.isEmpty()) {
            write(known);
        }
        return intact.or(() -> Optional.of(known));
    }

    /** Two files with the same text, because a drive without a superblock is a drive lost. */
    public void write(Superblock superblock) throws IOException {
        List<Integer> older = versions(disk.list());
        int version = older.isEmpty() ? 1 : older.getFirst() + 1;
        for (int copy = 0; copy < COPIES; copy++) {
            try (DiskFile file = disk.create(nameOf(version + copy))) {
                file.write(0, superblock.encode());
                file.sync();
            }
        }
        disk.syncDirectory();
        for (int old : older) {
            disk.delete(nameOf(old));
        }
        disk.syncDirectory();
    }

    private Optional<Superblock> highestIntact(List<Integer> versions) throws IOException {
        for (int version : versions) {
            Optional<Superblock> superblock = readVersion(version);
            if (superblock.isPresent()) {
                return superblock;
            }
        }
        return Optional.empty();
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
