package dev.anvil.gc.reclaim;

import dev.anvil.blob.BlobLayout;
import dev.anvil.gc.lease.Lease;
import dev.anvil.gc.lease.Task;
import dev.anvil.model.BlobId;
import dev.anvil.model.ShardId;
import java.util.ArrayList;
import java.util.List;

/** A dead blob whose shards are being deleted: how far that has come. */
final class DeadBlob {
    private final Task task;
    private final Lease lease;
    private final BlobLayout layout;
    private final List<ShardId> gone = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    DeadBlob(Task task, Lease lease, BlobLayout layout) {
        this.task = task;
        this.lease = lease;
        this.layout = layout;
    }

    Task task() {
        return task;
    }

    BlobId id() {
        return layout.blob();
    }

    BlobLayout layout() {
        return layout;
    }

    boolean isOurs() {
        return lease.isHeld();
    }

    void gone(ShardId shard) {
        gone.add(shard);
    }

    void stays(String problem) {
        problems.add(problem);
    }

    List<ShardId> gone() {
        return gone;
    }

    List<String> problems() {
        return problems;
    }

    /** Also where no shard is left to delete: an earlier run may have died before it could say so. */
    boolean isNews() {
        return !gone.isEmpty() || problems.isEmpty();
    }
}
