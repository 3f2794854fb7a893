package dev.anvil.storage.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that forgets what was not synced. When the power goes, every unsynced write is kept, lost or torn by chance,
 * each for itself; so are creations, deletions and new names of files.
 */
final class FakeDisk implements Disk {
    private static final int SECTOR = 512;

    private final RandomGenerator random;
    private final Map<String, FakeFile> visible = new TreeMap<>();
    private final Map<String, FakeFile> durable = new TreeMap<>();
    private long capacity = Long.MAX_VALUE / 2;
    private double failureRate;

    FakeDisk(RandomGenerator random) {
        this.random = random;
    }

    void capacity(long bytes) {
        capacity = bytes;
    }

    void failWithProbability(double rate) {
        failureRate = rate;
    }

    /** The same disk after the power came back. */
    FakeDisk afterPowerLoss() {
        FakeDisk next = new FakeDisk(random);
        Map<String, FakeFile> kept = new HashMap<>(durable);
        visible.forEach((name, file) -> {
            if (!durable.containsKey(name) && random.nextBoolean()) {
                kept.values().remove(file);
                kept.put(name, file);
            }
        });
        durable.forEach((name, file) -> {
            if (!visible.containsValue(file) && random.nextBoolean()) {
                kept.remove(name);
            }
        });
        kept.forEach((name, file) -> next.put(name, file.afterPowerLoss(next)));
        return next;
    }

    /** The same disk after the process was killed: everything that was written is there. */
    FakeDisk afterKill() {
        FakeDisk next = new FakeDisk(random);
        visible.forEach((name, file) -> next.put(name, file.copyFor(next)));
        return next;
    }

    void flipBit(String name, long position) {
        FakeFile file = file(name);
        byte bit = (byte) (1 << random.nextInt(8));
        file.content[(int) position] ^= bit;
        if (position < file.synced.length) {
            file.synced[(int) position] ^= bit;
        }
    }

    /** Somewhere in the segments, if there are any. */
    void flipSomeBit() {
        List<Map.Entry<String, FakeFile>> segments = visible.entrySet().stream()
                .filter(entry -> Segment.numberOf(entry.getKey()) > 0 && entry.getValue().length > 0)
                .toList();
        if (!segments.isEmpty()) {
            Map.Entry<String, FakeFile> segment = segments.get(random.nextInt(segments.size()));
            flipBit(segment.getKey(), random.nextInt(segment.getValue().length));
        }
    }

    byte[] content(String name) {
        FakeFile file = file(name);
        return Arrays.copyOf(file.content, file.length);
    }

    long segmentBytes() {
        return visible.entrySet().stream()
                .filter(entry -> Segment.numberOf(entry.getKey()) > 0)
                .mapToLong(entry -> entry.getValue().length)
                .sum();
    }

    private FakeFile file(String name) {
        FakeFile file = visible.get(name);
        if (file == null) {
            throw new IllegalArgumentException("no file " + name);
        }
        return file;
    }

    private void put(String name, FakeFile file) {
        visible.put(name, file);
        durable.put(name, file);
    }

    private void maybeFail(String doing) throws IOException {
        if (failureRate > 0 && random.nextDouble() < failureRate) {
            throw new IOException("injected failure of " + doing);
        }
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(visible.keySet());
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        maybeFail("create");
        if (visible.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        FakeFile file = new FakeFile(this);
        visible.put(name, file);
        return file;
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        FakeFile file = visible.get(name);
        if (file == null) {
            throw new IOException(name + " does not exist");
        }
        return file;
    }

    /** What was written before and not synced may be lost as ever. */
    @Override
    public synchronized DiskFile reopen(String name) throws IOException {
        maybeFail("reopen");
        return open(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        maybeFail("rename");
        if (visible.containsKey(to)) {
            throw new IOException(to + " exists");
        }
        visible.put(to, file(from));
        visible.remove(from);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        maybeFail("delete");
        visible.remove(name);
    }

    @Override
    public synchronized void syncDirectory() throws IOException {
        maybeFail("syncDirectory");
        durable.clear();
        durable.putAll(visible);
    }

    @Override
    public synchronized long usableBytes() {
        return capacity
                - visible.values().stream().mapToLong(file -> file.length).sum();
    }

    @Override
    public long totalBytes() {
        return capacity;
    }

    @Override
    public String toString() {
        return "fake disk";
    }

    private record Write(long position, byte[] bytes) {}

    private static final class FakeFile implements DiskFile {
        private final FakeDisk disk;
        private byte[] content = new byte[4096];
        private int length;
        private byte[] synced = new byte[0];
        private final List<Write> unsynced = new ArrayList<>();

        FakeFile(FakeDisk disk) {
            this.disk = disk;
        }

        FakeFile copyFor(FakeDisk next) {
            FakeFile copy = new FakeFile(next);
            copy.content = content.clone();
            copy.length = length;
            copy.synced = Arrays.copyOf(content, length);
            return copy;
        }

        FakeFile afterPowerLoss(FakeDisk next) {
            FakeFile file = new FakeFile(next);
            file.put(0, synced);
            for (Write write : unsynced) {
                switch (disk.random.nextInt(4)) {
                    case 0 -> {}
                    case 1 -> file.tear(write, disk.random);
                    default -> file.put(write.position, write.bytes);
                }
            }
            file.synced = Arrays.copyOf(file.content, file.length);
            return file;
        }

        private void tear(Write write, RandomGenerator random) {
            for (int at = 0; at < write.bytes.length; at += SECTOR) {
                if (random.nextBoolean()) {
                    put(
                            write.position + at,
                            Arrays.copyOfRange(write.bytes, at, Math.min(at + SECTOR, write.bytes.length)));
                }
            }
        }

        private void put(long position, byte[] bytes) {
            int end = (int) position + bytes.length;
            if (end > content.length) {
                content = Arrays.copyOf(content, Math.max(end, content.length * 2));
            }
            System.arraycopy(bytes, 0, content, (int) position, bytes.length);
            length = Math.max(length, end);
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public void prepare(long position, ByteBuffer zeros) throws IOException {
            write(position, zeros);
        }

        @Override
        public synchronized void write(long position, ByteBuffer... buffers) throws IOException {
            disk.maybeFail("write");
            long at = position;
            for (ByteBuffer buffer : buffers) {
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                if (disk.usableBytes() < at + bytes.length - length) {
                    throw new DiskFullException("the fake disk is full");
                }
                put(at, bytes);
                unsynced.add(new Write(at, bytes));
                at += bytes.length;
            }
        }

        @Override
        public synchronized void read(long position, ByteBuffer buffer) throws IOException {
            disk.maybeFail("read");
            int count = (int) Math.min(buffer.remaining(), Math.max(0, length - position));
            buffer.put(content, (int) position, count);
        }

        @Override
        public synchronized void truncate(long size) {
            if (size < length) {
                Arrays.fill(content, (int) size, length, (byte) 0);
                length = (int) size;
                // A lost truncation leaves what was there: the old bytes stay in the synced copy until the next sync.
            }
        }

        @Override
        public synchronized void sync() throws IOException {
            disk.maybeFail("sync");
            synced = Arrays.copyOf(content, length);
            unsynced.clear();
        }

        @Override
        public void close() {}
    }
}
