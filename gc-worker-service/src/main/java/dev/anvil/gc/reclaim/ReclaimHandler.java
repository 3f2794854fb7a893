package dev.anvil.gc.reclaim;

import dev.anvil.blob.BlobLayout;
import dev.anvil.blob.Drives;
import dev.anvil.blob.ShardException;
import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.DriveFate;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskHandler;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.model.ShardId;
import dev.anvil.model.ShardPlacement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes the shards of one dead blob and then lets the catalogue forget it.
 *
 * <p>Only a blob that the catalogue calls dead and past its readers is touched, and since a dead blob is never revived, that
 * stays true while we work. Shards on drives that cannot be reached stay in the catalogue, and so does the task: it is done
 * when every drive has confirmed or was given up by an operator. Two workers may do this at once; a delete of what is not
 * there succeeds.
 */
final class ReclaimHandler implements TaskHandler {
    private static final Duration DELETE_TIMEOUT = Duration.ofSeconds(10);

    private final Catalogue catalogue;
    private final Drives drives;
    private final DriveFate fate;
    private final Patience patience;
    private final InstantSource clock;

    ReclaimHandler(Catalogue catalogue, Drives drives, DriveFate fate, Patience patience, InstantSource clock) {
        this.catalogue = catalogue;
        this.drives = drives;
        this.fate = fate;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public TaskType type() {
        return TaskType.RECLAIM_BLOB;
    }

    @Override
    public Outcome handle(Task task, Lease lease) {
        BlobId blob = BlobId.parse(task.subject());
        return switch (catalogue.lookUp(blob)) {
            case BlobRecord.Unknown unknown -> new Outcome.Done("forgotten already");
            case BlobRecord.Live live -> new Outcome.Done("it is live; nothing to reclaim");
            case BlobRecord.Dead dead ->
                dead.reclaimable()
                        ? reclaim(task, lease, dead.layout())
                        : new Outcome.Postponed(dead.reclaimableIn(), "readers may still be at it");
        };
    }

    private Outcome reclaim(Task task, Lease lease, BlobLayout layout) {
        List<ShardId> gone = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        byDrive(layout).forEach((drive, shards) -> {
            lease.requireHeld();
            if (fate.isGoneForGood(drive)) {
                gone.addAll(shards);
                return;
            }
            try {
                drives.delete(drive, shards, "reclaim", DELETE_TIMEOUT);
                gone.addAll(shards);
            } catch (ShardException e) {
                problems.add("drive " + drive + ": " + e.getMessage());
            }
        });
        if (gone.isEmpty() && !problems.isEmpty()) {
            return wait(task, problems);
        }
        // Also where no shard is left to delete: an earlier run may have died before it could say so.
        boolean forgotten = catalogue.forget(layout.blob(), gone);
        if (forgotten) {
            return new Outcome.Done("deleted " + gone.size() + " shards");
        }
        return wait(task, problems.isEmpty() ? List.of("the catalogue has more shards than it told") : problems);
    }

    private Outcome wait(Task task, List<String> problems) {
        return new Outcome.Postponed(patience.waitFor(task, clock.instant()), String.join("; ", problems));
    }

    private static Map<DriveId, List<ShardId>> byDrive(BlobLayout layout) {
        Map<DriveId, List<ShardId>> shards = new LinkedHashMap<>();
        for (ShardPlacement placement : layout.shards().values()) {
            shards.computeIfAbsent(placement.drive(), drive -> new ArrayList<>())
                    .add(placement.shard());
        }
        return shards;
    }
}
