package dev.anvil.gateway.memory;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.Drives;
import dev.anvil.blob.LentBytes;
import dev.anvil.blob.ReadUnit;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.blob.ShardWriter;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.DriveView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Six drives, and what they hold. */
public final class MemoryDrives implements Drives {
    private final List<DriveId> ids = Stream.generate(DriveId::create).limit(6).toList();
    private final Map<ShardId, List<byte[]>> sealed = new ConcurrentHashMap<>();
    private final Set<DriveId> dead = ConcurrentHashMap.newKeySet();

    public DriveView view() {
        return new DriveView(ids.stream()
                .map(id -> new Drive(id, new NodeId(id.value()), "", 1, DriveState.UP))
                .toList());
    }

    public int shards() {
        return sealed.size();
    }

    public void loseEverything() {
        sealed.clear();
    }

    /** As a repair does: every shard of the blob gets a fresh id, and the old one is gone. */
    public BlobLayout move(BlobLayout layout) {
        Map<Integer, ShardPlacement> moved = new HashMap<>();
        layout.shards().forEach((slot, placement) -> {
            ShardId fresh = ShardId.create(Instant.now());
            sealed.put(fresh, Objects.requireNonNull(sealed.remove(placement.shard())));
            moved.put(slot, new ShardPlacement(placement.drive(), fresh));
        });
        return new BlobLayout(layout.blob(), layout.length(), layout.scheme(), layout.unitBytes(), moved);
    }

    public void kill(int drives) {
        dead.addAll(ids.subList(0, drives));
    }

    @Override
    public boolean isPromising(DriveId drive) {
        return !dead.contains(drive);
    }

    @Override
    public ShardWriter write(DriveId drive, ShardId shard, Duration timeout) {
        if (dead.contains(drive)) {
            throw new ShardException(ShardFailure.UNREACHABLE, "dead");
        }
        return new Writer(shard, new ArrayList<>());
    }

    @Override
    public ShardRead read(ShardRange range, ShardRead.Listener listener) {
        Reader reader = new Reader(range, listener);
        Thread.startVirtualThread(reader);
        return reader;
    }

    @Override
    public void delete(DriveId drive, List<ShardId> shards, String reason, Duration timeout) {
        shards.forEach(sealed::remove);
    }

    private final class Writer implements ShardWriter {
        private final ShardId shard;
        private final List<byte[]> units;

        Writer(ShardId shard, List<byte[]> units) {
            this.shard = shard;
            this.units = units;
        }

        @Override
        public void append(byte[] array, int offset, int length) {
            units.add(Arrays.copyOfRange(array, offset, offset + length));
        }

        @Override
        public CompletableFuture<Void> appendAndSeal(byte[] array, int offset, int length) {
            append(array, offset, length);
            return seal();
        }

        @Override
        public CompletableFuture<Void> seal() {
            sealed.put(shard, units);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void abort() {}
    }

    private final class Reader implements ShardRead, Runnable {
        private final ShardRange range;
        private final Listener listener;
        private final Semaphore credit = new Semaphore(0);
        private volatile boolean cancelled;

        Reader(ShardRange range, Listener listener) {
            this.range = range;
            this.listener = listener;
        }

        @Override
        public void run() {
            List<byte[]> units = sealed.get(range.shard().shard());
            if (units == null) {
                listener.onFailure(new ShardException(ShardFailure.SHARD_UNKNOWN, "not there"));
                return;
            }
            for (int stripe = range.firstStripe(); stripe < range.firstStripe() + range.stripes(); stripe++) {
                credit.acquireUninterruptibly();
                if (cancelled) {
                    return;
                }
                listener.onUnit(
                        new ReadUnit(stripe, LentBytes.kept(units.get(stripe).clone())));
            }
        }

        @Override
        public void request(int units) {
            credit.release(units);
        }

        @Override
        public void cancel() {
            cancelled = true;
            credit.release();
        }
    }
}
