package dev.anvil.blob;

import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Drives in memory that fail as they are told to. */
final class FakeDrives implements Drives {
    private final AtomicInteger lending = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();

    /** What goes wrong on a drive. */
    enum Trouble {
        NONE,
        /** Nothing answers. */
        DEAD,
        /** Takes units, and refuses the shard afterwards. */
        FULL,
        /** Takes one unit, then fails. */
        FAILS_AFTER_FIRST_UNIT,
        /** Never answers a seal, nor a read. */
        SILENT,
        /** Finds a wrong checksum in the second unit, or in the only one. */
        CORRUPT
    }

    static final class FakeDrive {
        final Map<ShardId, List<byte[]>> sealed = new ConcurrentHashMap<>();
        final Map<ShardId, List<byte[]>> open = new ConcurrentHashMap<>();
        volatile Trouble trouble = Trouble.NONE;
        volatile boolean promising = true;
        volatile int reads;
        volatile int largestCredit;
    }

    final Map<DriveId, FakeDrive> drives = new ConcurrentHashMap<>();

    List<DriveId> add(int count) {
        List<DriveId> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DriveId id = DriveId.create();
            drives.put(id, new FakeDrive());
            added.add(id);
        }
        return added;
    }

    FakeDrive get(DriveId id) {
        FakeDrive drive = drives.get(id);
        if (drive == null) {
            throw new ShardException(ShardFailure.DRIVE_UNKNOWN, "no drive " + id);
        }
        return drive;
    }

    int sealedShards() {
        return drives.values().stream().mapToInt(drive -> drive.sealed.size()).sum();
    }

    int openShards() {
        return drives.values().stream().mapToInt(drive -> drive.open.size()).sum();
    }

    @Override
    public boolean isPromising(DriveId drive) {
        return get(drive).promising;
    }

    @Override
    public ShardWriter write(DriveId id, ShardId shard, Duration timeout) {
        FakeDrive drive = get(id);
        if (drive.trouble == Trouble.DEAD) {
            throw new ShardException(ShardFailure.UNREACHABLE, "dead");
        }
        List<byte[]> units = new ArrayList<>();
        drive.open.put(shard, units);
        return new FakeWriter(drive, shard, units);
    }

    private record FakeWriter(FakeDrive drive, ShardId shard, List<byte[]> units) implements ShardWriter {
        @Override
        public void append(byte[] array, int offset, int length) {
            if (drive.trouble == Trouble.DEAD
                    || (drive.trouble == Trouble.FAILS_AFTER_FIRST_UNIT && !units.isEmpty())) {
                throw new ShardException(ShardFailure.DRIVE_FAILED, "failed");
            }
            units.add(Arrays.copyOfRange(array, offset, offset + length));
        }

        @Override
        public CompletableFuture<Void> appendAndSeal(byte[] array, int offset, int length) {
            append(array, offset, length);
            return seal();
        }

        @Override
        public CompletableFuture<Void> seal() {
            return switch (drive.trouble) {
                case DEAD, FAILS_AFTER_FIRST_UNIT ->
                    CompletableFuture.failedFuture(new ShardException(ShardFailure.DRIVE_FAILED, "failed"));
                case FULL -> CompletableFuture.failedFuture(new ShardException(ShardFailure.DRIVE_FULL, "full"));
                case SILENT -> new CompletableFuture<>();
                case NONE, CORRUPT -> {
                    drive.open.remove(shard);
                    drive.sealed.put(shard, units);
                    yield CompletableFuture.completedFuture(null);
                }
            };
        }

        @Override
        public void abort() {
            drive.open.remove(shard);
        }
    }

    /** Units that readers have and have not given back. */
    int lentUnits() {
        return lent.get();
    }

    @Override
    public ShardRead read(ShardRange range, ShardRead.Listener listener) {
        FakeRead read = new FakeRead(get(range.shard().drive()), range, listener);
        Thread.startVirtualThread(read);
        return read;
    }

    private final class FakeRead implements ShardRead, Runnable {
        private final FakeDrive drive;
        private final ShardRange range;
        private final Listener listener;
        private final Semaphore credit = new Semaphore(0);
        private volatile boolean cancelled;

        FakeRead(FakeDrive drive, ShardRange range, Listener listener) {
            this.drive = drive;
            this.range = range;
            this.listener = listener;
            drive.reads++;
        }

        @Override
        public void run() {
            List<byte[]> units = drive.sealed.get(range.shard().shard());
            if (drive.trouble == Trouble.DEAD) {
                listener.onFailure(new ShardException(ShardFailure.UNREACHABLE, "dead"));
                return;
            }
            if (units == null) {
                listener.onFailure(new ShardException(ShardFailure.SHARD_UNKNOWN, "not there"));
                return;
            }
            for (int stripe = range.firstStripe(); stripe < range.firstStripe() + range.stripes(); stripe++) {
                credit.acquireUninterruptibly();
                if (cancelled || drive.trouble == Trouble.SILENT) {
                    return;
                }
                if (drive.trouble == Trouble.CORRUPT && (stripe > 0 || units.size() == 1)) {
                    listener.onFailure(new ShardException(ShardFailure.CORRUPT, "checksum"));
                    return;
                }
                listener.onUnit(new ReadUnit(stripe, lend(units.get(stripe))));
            }
        }

        /** In arrays and in memory outside the heap; what was given back holds something else at once. */
        private LentBytes lend(byte[] unit) {
            ByteBuffer memory = lending.incrementAndGet() % 2 == 0
                    ? ByteBuffer.allocate(unit.length + 7)
                    : ByteBuffer.allocateDirect(unit.length + 7);
            memory.put(5, unit);
            lent.incrementAndGet();
            return LentBytes.of(memory.slice(5, unit.length), () -> {
                for (int at = 0; at < memory.capacity(); at++) {
                    memory.put(at, (byte) ~memory.get(at));
                }
                lent.decrementAndGet();
            });
        }

        @Override
        public void request(int units) {
            credit.release(units);
            drive.largestCredit = Math.max(drive.largestCredit, credit.availablePermits());
        }

        @Override
        public void cancel() {
            cancelled = true;
            credit.release(range.stripes());
        }
    }

    @Override
    public void delete(DriveId id, List<ShardId> shards, String reason, Duration timeout) {
        shards.forEach(get(id).sealed::remove);
    }
}
