package dev.anvil.gc.blob;

import dev.anvil.blob.BlobLayout;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.Scheme;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A catalogue of a few blobs that keeps the rules of the real one. */
public final class FakeCatalogue implements Catalogue {
    public final Map<BlobId, BlobRecord> blobs = new HashMap<>();

    /** How many blobs each question was about that may be about many. */
    public final List<Integer> questions = new ArrayList<>();

    /** Those that it cannot tell of. */
    public final Set<BlobId> broken = new HashSet<>();

    /** Shards that are old enough to be garbage when nothing refers to them. */
    public final Set<ShardId> old = new HashSet<>();

    public static BlobLayout layout(Scheme scheme, Map<Integer, ShardPlacement> shards) {
        return new BlobLayout(BlobId.create(Instant.EPOCH), 1_000, scheme, 1_024, shards);
    }

    public BlobLayout live(BlobLayout layout) {
        blobs.put(layout.blob(), new BlobRecord.Live(layout, 1));
        return layout;
    }

    public BlobLayout dead(BlobLayout layout) {
        blobs.put(layout.blob(), new BlobRecord.Dead(layout, true, Duration.ZERO));
        return layout;
    }

    @Override
    public BlobRecord lookUp(BlobId blob) {
        return blobs.getOrDefault(blob, new BlobRecord.Unknown());
    }

    @Override
    public Map<BlobId, BlobRecord> lookUp(Set<BlobId> asked) {
        questions.add(asked.size());
        if (asked.stream().anyMatch(broken::contains)) {
            throw new IllegalStateException("a layout is corrupt");
        }
        return asked.stream().collect(Collectors.toMap(Function.identity(), blob -> lookUp(blob)));
    }

    @Override
    public Set<BlobId> forget(Map<BlobId, List<ShardId>> gone) {
        return gone.keySet().stream()
                .filter(blob -> forget(blob, gone.getOrDefault(blob, List.of())))
                .collect(Collectors.toSet());
    }

    private boolean forget(BlobId blob, List<ShardId> shards) {
        if (!(lookUp(blob) instanceof BlobRecord.Dead dead)) {
            return lookUp(blob) instanceof BlobRecord.Unknown;
        }
        Map<Integer, ShardPlacement> left = new HashMap<>(dead.layout().shards());
        left.values().removeIf(placement -> shards.contains(placement.shard()));
        if (left.isEmpty()) {
            blobs.remove(blob);
            return true;
        }
        blobs.put(blob, new BlobRecord.Dead(with(dead.layout(), left), true, Duration.ZERO));
        return false;
    }

    @Override
    public boolean swap(BlobId blob, int slot, long placementVersion, ShardPlacement fresh) {
        if (!(lookUp(blob) instanceof BlobRecord.Live live) || live.placementVersion() != placementVersion) {
            return false;
        }
        Map<Integer, ShardPlacement> shards = new HashMap<>(live.layout().shards());
        shards.put(slot, fresh);
        blobs.put(blob, new BlobRecord.Live(with(live.layout(), shards), placementVersion + 1));
        return true;
    }

    @Override
    public Set<ShardId> garbage(DriveId drive, List<ShardId> shards) {
        Set<ShardId> referred = blobs.values().stream()
                .flatMap(record -> switch (record) {
                    case BlobRecord.Live live -> live.layout().shards().values().stream();
                    case BlobRecord.Dead dead -> dead.layout().shards().values().stream();
                    case BlobRecord.Unknown unknown -> java.util.stream.Stream.<ShardPlacement>empty();
                })
                .filter(placement -> placement.drive().equals(drive))
                .map(ShardPlacement::shard)
                .collect(Collectors.toSet());
        return shards.stream()
                .filter(shard -> old.contains(shard) && !referred.contains(shard))
                .collect(Collectors.toSet());
    }

    private static BlobLayout with(BlobLayout layout, Map<Integer, ShardPlacement> shards) {
        return new BlobLayout(layout.blob(), layout.length(), layout.scheme(), layout.unitBytes(), shards);
    }
}
