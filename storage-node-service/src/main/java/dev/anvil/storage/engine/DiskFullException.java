package dev.anvil.storage.engine;

import java.io.IOException;

/** The file system has no room left: the drive still works, unlike after any other I/O error. */
public final class DiskFullException extends IOException {
    public DiskFullException(String message) {
        super(message);
    }
}
