package dev.anvil.gc.repair;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.BlobRepairer;
import dev.anvil.blob.Damage;
import dev.anvil.blob.ShardException;
import dev.anvil.blob.ShardFailure;
import dev.anvil.blob.TooFewShardsException;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.gc.blob.TargetDrives;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskHandler;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardPlacement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a live blob back to all of its shards.
 *
 * <p>The task names the blob only, so the shards tell what is wrong: slots that the catalogue has no shard for are rebuilt at
 * once; without any such, every shard is read, and those that are corrupt, gone or on a drive given up are rebuilt. A drive
 * that does not answer is no loss; it may come back with its shards.
 */
final class RepairHandler implements TaskHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RepairHandler.class);

    /** Targets tried for one slot in one run. */
    private static final int MAX_TARGETS = 3;

    private final Catalogue catalogue;
    private final BlobRepairer repairer;
    private final ShardCheck check;
    private final TargetDrives targets;
    private final DriveFate fate;
    private final Patience patience;
    private final InstantSource clock;

    RepairHandler(
            Catalogue catalogue,
            BlobRepairer repairer,
            ShardCheck check,
            TargetDrives targets,
            DriveFate fate,
            Patience patience,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.repairer = repairer;
        this.check = check;
        this.targets = targets;
        this.fate = fate;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public TaskType type() {
        return TaskType.REPAIR_BLOB;
    }

    @Override
    public Outcome handle(Task task, Lease lease) throws InterruptedException {
        BlobId blob = BlobId.parse(task.subject());
        Findings findings = new Findings();
        List<String> problems = new ArrayList<>();
        int rebuilt = 0;
        // One slot a round, each from a fresh look: the catalogue may have changed while the last one was rebuilt.
        for (int round = 0; ; round++) {
            lease.requireHeld();
            if (!(catalogue.lookUp(blob) instanceof BlobRecord.Live live)) {
                return new Outcome.Done("it is not live; nothing to repair");
            }
            if (round == 0) {
                examine(live.layout(), findings, lease);
            }
            Optional<Integer> slot = findings.takeLost(live.layout());
            if (slot.isEmpty()) {
                break;
            }
            Optional<String> problem = rebuild(live, slot.get(), findings);
            problem.ifPresent(problems::add);
            rebuilt += problem.isEmpty() ? 1 : 0;
        }
        if (problems.isEmpty()) {
            return new Outcome.Done("rebuilt " + rebuilt + " shards" + findings.away());
        }
        return new Outcome.Postponed(patience.waitFor(task, clock.instant()), String.join("; ", problems));
    }

    private void examine(BlobLayout layout, Findings findings, Lease lease) throws InterruptedException {
        layout.missingSlots().forEach(slot -> findings.lose(slot, Optional.empty()));
        layout.shards().forEach((slot, shard) -> {
            if (fate.isGoneForGood(shard.drive())) {
                findings.lose(slot, Optional.of(shard));
            }
        });
        if (findings.hasLost()) {
            return;
        }
        for (int slot = 0; slot < layout.scheme().shards(); slot++) {
            lease.requireHeld();
            Optional<ShardFailure> failure = check.check(layout, slot);
            if (failure.isPresent()) {
                ShardPlacement shard = layout.shard(slot).orElseThrow();
                findings.note(new Damage(layout.blob(), slot, shard, failure.get()));
            }
        }
    }

    /** What kept the slot from being filled. */
    private Optional<String> rebuild(BlobRecord.Live live, int slot, Findings findings) {
        BlobLayout layout = live.layout();
        List<String> refusals = new ArrayList<>();
        for (DriveId target : targetsFor(layout, slot)) {
            try {
                ShardPlacement fresh = repairer.rebuild(layout, slot, target, findings::note);
                if (!catalogue.swap(layout.blob(), slot, live.placementVersion(), fresh)) {
                    // Somebody else changed the blob: theirs stands, and our shard is garbage.
                    return Optional.of("slot " + slot + ": the placement changed meanwhile");
                }
                LOG.info("Rebuilt slot {} of blob {} on drive {}", slot, layout.blob(), target);
                return Optional.empty();
            } catch (ShardException e) {
                refusals.add("drive " + target + ": " + e.getMessage());
            } catch (TooFewShardsException e) {
                if (e.damages().stream().allMatch(Damage::isLoss)) {
                    // Nothing will come back by itself: an operator must see this.
                    throw e;
                }
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        return Optional.of("slot " + slot + ": no drive takes it " + refusals);
    }

    private List<DriveId> targetsFor(BlobLayout layout, int slot) {
        Set<DriveId> taken = new HashSet<>();
        layout.shards().forEach((other, shard) -> {
            if (other != slot) {
                taken.add(shard.drive());
            }
        });
        return targets.candidates(layout.blob(), taken).stream()
                .limit(MAX_TARGETS)
                .toList();
    }

    /** What is wrong with a blob, as far as we found out. */
    private static final class Findings {
        /** By slot, the shard that was found lost; empty where the slot had none. */
        private final Map<Integer, Optional<ShardPlacement>> lost = new TreeMap<>();

        private final Set<Integer> taken = new HashSet<>();
        private final Set<DriveId> away = new HashSet<>();

        void lose(int slot, Optional<ShardPlacement> shard) {
            lost.put(slot, shard);
        }

        void note(Damage damage) {
            if (damage.isLoss()) {
                lose(damage.slot(), Optional.of(damage.shard()));
            } else {
                away.add(damage.shard().drive());
            }
        }

        boolean hasLost() {
            return !lost.isEmpty();
        }

        /** The next slot to rebuild, each once. One that has another shard by now was repaired by somebody else. */
        Optional<Integer> takeLost(BlobLayout layout) {
            Optional<Integer> next = lost.entrySet().stream()
                    .filter(entry -> !taken.contains(entry.getKey()))
                    .filter(entry -> layout.shard(entry.getKey()).equals(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .findFirst();
            next.ifPresent(taken::add);
            return next;
        }

        /** Shards there may come back, and whoever misses them then will say so. */
        String away() {
            return away.isEmpty() ? "" : "; without an answer from " + away;
        }
    }
}
