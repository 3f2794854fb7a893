package dev.anvil.gc.sweep;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Shares the drives out among the workers, without a word between them: each drive goes to the worker whose id goes best with
 * the drive's. Where workers see different views a drive may be swept twice or not at all for a while, and neither does harm.
 */
public final class OwnDrives implements Supplier<Set<DriveId>> {
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    private final NodeId self;
    private final Supplier<ClusterView> views;

    public OwnDrives(NodeId self, Supplier<ClusterView> views) {
        this.self = self;
        this.views = views;
    }

    @Override
    public Set<DriveId> get() {
        ClusterView view = views.get();
        List<NodeId> workers = view.nodes(NodeRole.GC_WORKER).stream()
                .filter(node -> node.state() == NodeState.UP)
                .map(NodeView::id)
                .toList();
        Set<DriveId> own = new HashSet<>();
        for (NodeView node : view.nodes(NodeRole.STORAGE)) {
            if (node.state() != NodeState.UP) {
                continue;
            }
            for (DriveView drive : node.drives()) {
                workers.stream()
                        .max(Comparator.comparingLong(worker -> affinity(worker, drive.id())))
                        .filter(self::equals)
                        .ifPresent(mine -> own.add(drive.id()));
            }
        }
        return own;
    }

    private static long affinity(NodeId worker, DriveId drive) {
        long mixed = (worker.value().getLeastSignificantBits() ^ drive.value().getLeastSignificantBits()) * MIX;
        return (mixed ^ mixed >>> 31) * MIX;
    }
}
