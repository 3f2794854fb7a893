package dev.anvil.storage.engine;

import java.io.IOException;
import java.util.List;

/** The one folder that a drive lives in. Creations and deletions are durable after {@link #syncDirectory()}. */
public interface Disk {
    List<String> list() throws IOException;

    DiskFile create(String name) throws IOException;

    DiskFile open(String name) throws IOException;

    void delete(String name) throws IOException;

    void syncDirectory() throws IOException;

    long usableBytes() throws IOException;

    long totalBytes() throws IOException;
}
