package dev.anvil.storage.engine;

import dev.anvil.model.ShardId;
import dev.anvil.storage.engine.StorageFailure.ShardCorrupt;
import dev.anvil.storage.engine.StorageFailure.ShardNotFound;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads every record of every sealed shard and verifies it, so that damage is found while the other shards of the blob are still
 * there to make up for it. Goes by the ids, which carry their birth times: that is nearly the order on the drive. What it finds
 * broken is in the {@link Quarantine} by the reading itself. One thread walks.
 */
final class Scrub {
    private static final int PAGE = 1_000;
    private static final Duration SAVE_EVERY = Duration.ofMinutes(1);

    private final Disk disk;
    private final ShardIndex index;
    private final ShardReader reader;
    private final ScrubSettings settings;
    private final InstantSource clock;
    private final LongAdder verifiedBytes = new LongAdder();
    private volatile ScrubProgress progress;
    private Instant saved;
    private long unpaced;

    Scrub(Disk disk, ShardIndex index, ShardReader reader, ScrubSettings settings, InstantSource clock) {
        this.disk = disk;
        this.index = index;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
        this.progress = ScrubProgress.readFrom(disk);
        this.saved = clock.instant();
    }

    /** How long until there is something to do; zero while a walk was cut off. */
    Duration dueIn() {
        if (progress.after().isPresent()) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), progress.finished().plus(settings.every()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Walks on from where the last walk was cut off, to the end or until the pace says no. */
    void walk(Compaction.Pace pace) {
        Optional<ShardId> after = progress.after();
        while (true) {
            List<SealedShard> page = index.page(after.orElse(null), PAGE);
            if (page.isEmpty()) {
                progress = new ScrubProgress(Optional.empty(), clock.instant());
                save();
                return;
            }
            for (SealedShard shard : page) {
                boolean goOn = paced(verify(shard.id()), pace);
                after = Optional.of(shard.id());
                progress = new ScrubProgress(after, progress.finished());
                if (!goOn) {
                    save();
                    return;
                }
            }
            if (saved.plus(SAVE_EVERY).isBefore(clock.instant())) {
                save();
            }
        }
    }

    long verifiedBytes() {
        return verifiedBytes.sum();
    }

    /** When the last whole walk ended; the epoch where none has. */
    Instant finished() {
        return progress.finished();
    }

    private long verify(ShardId shard) {
        long bytes = 0;
        try {
            int units = reader.units(shard);
            for (int stripe = 0; stripe < units; stripe++) {
                bytes += reader.read(shard, stripe, ByteBuffer::allocate)
                        .buffer()
                        .remaining();
            }
        } catch (ShardNotFound | ShardCorrupt e) {
            // Deleted meanwhile, or broken: the reader has taken note of that.
            return bytes;
        } finally {
            verifiedBytes.add(bytes);
        }
        return bytes;
    }

    /** Short sleeps are long on most machines: a few are made into one. */
    private boolean paced(long bytes, Compaction.Pace pace) {
        unpaced += bytes;
        if (unpaced < settings.bytesPerSecond() / 20) {
            return true;
        }
        long slice = unpaced;
        unpaced = 0;
        return pace.goOnAfter(slice);
    }

    private void save() {
        saved = clock.instant();
        try {
            progress.writeTo(disk);
        } catch (IOException e) {
            // A full or broken drive: the next walk begins a little earlier than it would have to.
            return;
        }
    }
}
