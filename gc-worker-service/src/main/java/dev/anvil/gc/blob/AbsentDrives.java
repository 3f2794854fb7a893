package dev.anvil.gc.blob;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Drives that have been away for so long that their shards are made anew elsewhere. They may come back all the same: what they
 * bring with them is garbage then, and swept. The clock starts when somebody first asks about a drive that is away, so a worker
 * that was just started is patient. Thread-safe.
 */
public final class AbsentDrives {
    private final Supplier<ClusterView> views;
    private final Duration limit;
    private final InstantSource clock;
    private final Map<DriveId, Instant> since = new ConcurrentHashMap<>();

    public AbsentDrives(Supplier<ClusterView> views, Duration limit, InstantSource clock) {
        this.views = views;
        this.limit = limit;
        this.clock = clock;
    }

    public boolean isAway(DriveId drive) {
        ClusterView view = views.get();
        if (view.settling() || view.nodes().isEmpty()) {
            // Nobody knows yet who is there.
            return false;
        }
        return view.nodeOf(drive)
                .filter(node -> node.state().mayAnswer())
                .flatMap(node -> find(node, drive))
                .filter(DriveView::readable)
                .isEmpty();
    }

    public boolean isAwayForTooLong(DriveId drive) {
        if (!isAway(drive)) {
            since.remove(drive);
            return false;
        }
        Instant now = clock.instant();
        Instant began = since.computeIfAbsent(drive, unknown -> now);
        return began.plus(limit).isBefore(now);
    }

    private static Optional<DriveView> find(NodeView node, DriveId drive) {
        return node.drives().stream().filter(one -> one.id().equals(drive)).findFirst();
    }
}
