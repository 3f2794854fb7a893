package dev.anvil.gc.reclaim;

import dev.anvil.gc.blob.BlobRecord;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.lease.BatchHandler;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Outcome;
import dev.anvil.gc.lease.Patience;
import dev.anvil.gc.lease.Task;
import dev.anvil.gc.lease.TaskType;
import dev.anvil.model.BlobId;
import dev.anvil.model.ShardId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Deletes the shards of dead blobs and then lets the catalogue forget them: one question about all of them, one call to each drive, one
 * word to the catalogue.
 *
 * <p>Only blobs that the catalogue calls dead and past their readers are touched, and since a dead blob is never revived, that
 * stays true while we work. Shards on drives that cannot be reached stay in the catalogue, and so does the task: it is done
 * when every drive has confirmed or was given up by an operator. Two workers may do this at once; a delete of what is not
 * there succeeds.
 */
final class ReclaimHandler implements BatchHandler {
    private final Catalogue catalogue;
    private final ShardDeletion deletion;
    private final Patience patience;
    private final InstantSource clock;

    ReclaimHandler(Catalogue catalogue, ShardDeletion deletion, Patience patience, InstantSource clock) {
        this.catalogue = catalogue;
        this.deletion = deletion;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public TaskType type() {
        return TaskType.RECLAIM_BLOB;
    }

    @Override
    public Map<Task, Outcome> handle(Map<Task, Lease> tasks) {
        Map<Task, BlobId> subjects = new LinkedHashMap<>();
        tasks.keySet().forEach(task -> subjects.put(task, BlobId.parse(task.subject())));
        Map<BlobId, BlobRecord> records = catalogue.lookUp(new LinkedHashSet<>(subjects.values()));
        Map<Task, Outcome> outcomes = new HashMap<>();
        List<DeadBlob> dead = new ArrayList<>();
        tasks.forEach((task, lease) -> {
            switch (Objects.requireNonNull(records.get(subjects.get(task)), "the catalogue left one out")) {
                case BlobRecord.Unknown unknown -> outcomes.put(task, new Outcome.Done("forgotten already"));
                case BlobRecord.Live live -> outcomes.put(task, new Outcome.Done("it is live; nothing to reclaim"));
                case BlobRecord.Dead doomed -> {
                    if (doomed.reclaimable()) {
                        dead.add(new DeadBlob(task, lease, doomed.layout()));
                    } else {
                        outcomes.put(task, new Outcome.Postponed(doomed.reclaimableIn(), "readers may still be at it"));
                    }
                }
            }
        });
        deletion.delete(dead);
        dead.removeIf(blob -> !blob.isOurs());
        outcomes.putAll(forget(dead));
        return outcomes;
    }

    private Map<Task, Outcome> forget(List<DeadBlob> blobs) {
        Map<BlobId, List<ShardId>> gone = new LinkedHashMap<>();
        blobs.stream().filter(DeadBlob::isNews).forEach(blob -> gone.put(blob.id(), blob.gone()));
        Set<BlobId> forgotten = gone.isEmpty() ? Set.of() : catalogue.forget(gone);
        Map<Task, Outcome> outcomes = new HashMap<>();
        for (DeadBlob blob : blobs) {
            outcomes.put(
                    blob.task(),
                    forgotten.contains(blob.id())
                            ? new Outcome.Done("deleted " + blob.gone().size() + " shards")
                            : wait(blob));
        }
        return outcomes;
    }

    private Outcome wait(DeadBlob blob) {
        List<String> why =
                blob.problems().isEmpty() ? List.of("the catalogue has more shards than it told") : blob.problems();
        return new Outcome.Postponed(patience.waitFor(blob.task(), clock.instant()), String.join("; ", why));
    }
}
