package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of a real file system. */
public final class FolderDisk implements Disk {
    private final Path folder;
    private final boolean pastTheCache;
    private final Staging staging = new Staging();

    /** @param pastTheCache whether large writes leave the page cache out, where the file system can do that */
    public FolderDisk(Path folder, boolean pastTheCache) {
        this.folder = folder;
        this.pastTheCache = pastTheCache;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return written(name, StandardOpenOption.CREATE_NEW);
    }

    @Override
    public DiskFile reopen(String name) throws IOException {
        return written(name);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return ChannelFile.complete(opened(folder.resolve(name)));
    }

    private DiskFile written(String name, OpenOption... how) throws IOException {
        Path file = folder.resolve(name);
        FileChannel channel = opened(file, how);
        try {
            return ChannelFile.fromTheFront(channel, pastTheCache ? DirectChannel.open(file, staging) : null);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel opened(Path file, OpenOption... more) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.add(StandardOpenOption.READ);
        options.add(StandardOpenOption.WRITE);
        try {
            return FileChannel.open(file, options);
        } catch (IOException e) {
            throw ChannelFile.translated(e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public long totalBytes() throws IOException {
        return Files.getFileStore(folder).getTotalSpace();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
