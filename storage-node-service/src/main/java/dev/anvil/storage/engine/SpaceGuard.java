package dev.anvil.storage.engine;

import java.io.IOException;

/** Keeps a reserve of the drive free. Asks the file system now and then, not at every append. Guarded by the drive's lock. */
final class SpaceGuard {
    private static final long ASK_EVERY_BYTES = 16 << 20;

    private final Disk disk;
    private final long reserveBytes;
    private long spendable;

    SpaceGuard(Disk disk, long reserveBytes) {
        this.disk = disk;
        this.reserveBytes = reserveBytes;
    }

    boolean spend(long bytes) throws IOException {
        if (spendable < bytes) {
            // Others write to the same file system, so only a part of what is free is taken as granted.
            spendable = Math.min(ASK_EVERY_BYTES, disk.usableBytes() - reserveBytes);
        }
        if (spendable < bytes) {
            return false;
        }
        spendable -= bytes;
        return true;
    }
}
