package dev.anvil.storage.engine;

import java.io.IOException;
import java.util.List;

/** The one folder that a drive lives in. Creations and deletions are durable after {@link #syncDirectory()}. */
public interface Disk {
    List<String> list() throws IOException;

    DiskFile create(String name) throws IOException;

    /** For reading, and little more: only files that were created or reopened grow. */
    DiskFile open(String name) throws IOException;

    /** For writing over what is in it, from the front to the end. */
    DiskFile reopen(String name) throws IOException;

    /** Durable, and until then undone as a whole, after {@link #syncDirectory()}. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    void syncDirectory() throws IOException;

    long usableBytes() throws IOException;

    long totalBytes() throws IOException;
}
