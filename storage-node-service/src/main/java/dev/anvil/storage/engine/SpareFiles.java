package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Files that wait to become segments, and are as long as one already: dead segments, and files of zeros where there are none. A
 * sync after writes that made a file longer is a commit of the file system's journal, seven times the price of one after writes
 * of mere bytes. What is left in a file of an earlier life is no record in the next one, whose salt is another.
 *
 * <p>Safe for any number of threads.
 */
final class SpareFiles {
    private static final String PREFIX = "spare-";

    /** One to take and one in the making: a drive that takes small records as fast as it can fills one in a tenth of a second. */
    private static final int AT_HAND = 2;

    /** With less room than for so many segments the drive needs it for shards. */
    private static final int ROOM_FOR_SEGMENTS = 16;

    private record Spare(String name, long bytes) {}

    private final Disk disk;
    private final long fileBytes;
    private final long reserveBytes;

    private final Deque<Spare> ready = new ArrayDeque<>();
    private int lastNumber;
    private boolean wanted;
    private boolean closed;

    SpareFiles(Disk disk, long fileBytes, long reserveBytes) {
        this.disk = disk;
        this.fileBytes = fileBytes;
        this.reserveBytes = reserveBytes;
    }

    /** Takes over what an earlier process left. */
    void adopt() throws IOException {
        for (String name : disk.list()) {
            int number = numberOf(name);
            if (number > 0) {
                reserveNumber(number);
                try (DiskFile file = disk.open(name)) {
                    add(new Spare(name, file.size()));
                }
            }
        }
    }

    /**
     * Makes one of them a file of this name that begins with these bytes; the name is durable after the next {@link
     * Disk#syncDirectory()}. Null when there is none.
     */
    @Nullable
    DiskFile become(String name, ByteBuffer beginning) throws IOException {
        Spare spare = take();
        if (spare == null) {
            return null;
        }
        DiskFile file = disk.reopen(spare.name);
        try {
            file.write(0, beginning);
            // Before the name: whenever the process ends, what is called a segment begins like one.
            file.sync();
            disk.rename(spare.name, name);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Whether another one is worth its space. */
    boolean hasPlace() throws IOException {
        return count() < AT_HAND && !isTight();
    }

    /** Keeps a file that nobody reads any more. When this returns its old name is gone for good. */
    void keep(String name, long bytes) throws IOException {
        Spare spare = new Spare(nextName(), bytes);
        disk.rename(name, spare.name);
        disk.syncDirectory();
        // Not earlier: whoever writes into it must not write into what may be a segment again after a power cut.
        add(spare);
    }

    /** Another one will be needed soon. */
    synchronized void want() {
        if (!wanted && ready.size() < AT_HAND) {
            wanted = true;
            notifyAll();
        }
    }

    /** Waits until one is wanted; false when {@link #close()} was called. */
    synchronized boolean awaitWanted() throws InterruptedException {
        while (!wanted && !closed) {
            wait();
        }
        return !closed;
    }

    /** Makes the one that is wanted, if one is. Writes a whole file, so nobody else is to wait for it. */
    void prepareWanted() throws IOException {
        if (isWanted()) {
            if (hasPlace()) {
                prepare(new Spare(nextName(), fileBytes));
            }
            served();
        }
    }

    /** Gives their space back when the drive has little left. */
    void giveBackWhenTight() throws IOException {
        while (count() > 0 && isTight()) {
            Spare spare = take();
            if (spare != null) {
                disk.delete(spare.name);
            }
        }
    }

    /** What they take on the drive, which is as good as free. */
    synchronized long bytes() {
        return ready.stream().mapToLong(Spare::bytes).sum();
    }

    /** Nothing is prepared any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void prepare(Spare spare) throws IOException {
        try (DiskFile file = disk.create(spare.name)) {
            Zeros.write(0, spare.bytes, file::write);
            file.sync();
        } catch (DiskFullException e) {
            // Somebody else was quicker. Segments grow as they are written, then.
            disk.delete(spare.name);
            return;
        }
        add(spare);
    }

    private boolean isTight() throws IOException {
        return disk.usableBytes() - reserveBytes < ROOM_FOR_SEGMENTS * fileBytes;
    }

    private synchronized int count() {
        return ready.size();
    }

    private synchronized void add(Spare spare) {
        ready.add(spare);
    }

    private synchronized @Nullable Spare take() {
        return ready.poll();
    }

    private synchronized boolean isWanted() {
        return wanted;
    }

    private synchronized void served() {
        wanted = false;
    }

    private synchronized String nextName() {
        lastNumber++;
        return PREFIX + lastNumber;
    }

    private synchronized void reserveNumber(int number) {
        lastNumber = Math.max(lastNumber, number);
    }

    private static int numberOf(String name) {
        String number = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : -1;
    }
}
