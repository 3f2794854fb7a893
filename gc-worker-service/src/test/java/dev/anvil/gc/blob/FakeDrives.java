package dev.anvil.gc.blob;

import dev.anvil.blob.Drives;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.ShardRange;
import dev.anvil.blob.ShardRead;
import dev.anvil.blob.ShardWriter;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Drives in memory: which shards they have, and whether they answer. */
public final class FakeDrives implements Drives {
    public final Map<DriveId, Set<ShardId>> shards = new LinkedHashMap<>();
    public final Set<DriveId> unreachable = new HashSet<>();
    public final Set<String> reasons = new HashSet<>();

    /** Which drives were told to delete something, in their order. */
    public final List<DriveId> told = new ArrayList<>();

    /** Happens with each. */
    public Runnable whenTold = () -> {};

    public DriveId add(ShardId... held) {
        DriveId drive = DriveId.create();
        shards.put(drive, new TreeSet<>(List.of(held)));
        return drive;
    }

    public Set<ShardId> on(DriveId drive) {
        return shards.computeIfAbsent(drive, unknown -> new TreeSet<>());
    }

    public int count() {
        return shards.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public boolean isPromising(DriveId drive) {
        return !unreachable.contains(drive);
    }

    @Override
    public ShardWriter write(DriveId drive, ShardId shard, Duration timeout) {
        throw new UnsupportedOperationException("nothing here writes");
    }

    @Override
    public ShardRead read(ShardRange range, ShardRead.Listener listener) {
        throw new UnsupportedOperationException("nothing here reads");
    }

    @Override
    public void delete(DriveId drive, List<ShardId> gone, String reason, Duration timeout) {
        if (unreachable.contains(drive)) {
            throw new ShardException(ShardFailure.UNREACHABLE, "no answer");
        }
        reasons.add(reason);
        told.add(drive);
        whenTold.run();
        on(drive).removeAll(Set.copyOf(gone));
    }
}
