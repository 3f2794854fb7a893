package dev.anvil.gc.drain;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.TooFewShardsException;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.TargetDrives;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardPlacement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes one blob off a drive. */
final class ShardMove {
    /** Targets tried for one shard in one run. */
    private static final int MAX_TARGETS = 3;

    /** How it went. */
    sealed interface Result {
        /** The catalogue has the fresh shard. */
        record Moved() implements Result {}

        /** There was nothing to do, or somebody else did it. */
        record Nothing() implements Result {}

        /** It is still there. */
        record Stuck(String why) implements Result {}
    }

    private final Catalogue catalogue;
    private final BlobRepairer repairer;
    private final TargetDrives targets;

    ShardMove(Catalogue catalogue, BlobRepairer repairer, TargetDrives targets) {
        this.catalogue = catalogue;
        this.repairer = repairer;
        this.targets = targets;
    }

    Result off(DriveId drive, BlobId blob) {
        if (!(catalogue.lookUp(blob) instanceof BlobRecord.Live live)) {
            return new Result.Nothing();
        }
        BlobLayout layout = live.layout();
        for (Map.Entry<Integer, ShardPlacement> entry : layout.shards().entrySet()) {
            if (entry.getValue().drive().equals(drive)) {
                // No two shards of a blob are on one drive.
                return move(live, entry.getKey(), drive);
            }
        }
        return new Result.Nothing();
    }

    private Result move(BlobRecord.Live live, int slot, DriveId drive) {
        BlobLayout layout = live.layout();
        Set<DriveId> taken = new HashSet<>();
        layout.shards().values().forEach(shard -> taken.add(shard.drive()));
        List<DriveId> candidates = targets.candidates(layout.blob(), taken).stream()
                .filter(target -> !target.equals(drive))
                .limit(MAX_TARGETS)
                .toList();
        if (candidates.isEmpty()) {
            return new Result.Stuck("every drive that takes shards holds one of the blob already; add drives");
        }
        List<String> refusals = new ArrayList<>();
        for (DriveId target : candidates) {
            try {
                ShardPlacement fresh = repairer.move(layout, slot, target, damage -> {});
                return catalogue.swap(layout.blob(), slot, live.placementVersion(), fresh)
                        ? new Result.Moved()
                        // Theirs stands, ours is garbage; the next walk sees whether something is left.
                        : new Result.Stuck("the placement changed meanwhile");
            } catch (ShardException e) {
                refusals.add("drive " + target + ": " + e.getMessage());
            } catch (TooFewShardsException e) {
                return new Result.Stuck(String.valueOf(e.getMessage()));
            }
        }
        return new Result.Stuck("no drive takes it " + refusals);
    }
}
