package dev.anvil.gc.drain;

import dev.anvil.model.DriveId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The drives that an operator wants empty, as membership says. A node that is drained and down is only down: its drives come back,
 * and are emptied then.
 */
final class DrainingDrives implements Supplier<Set<DriveId>> {
    private final Supplier<ClusterView> views;

    DrainingDrives(Supplier<ClusterView> views) {
        this.views = views;
    }

    @Override
    public Set<DriveId> get() {
        ClusterView view = views.get();
        return view.nodes(NodeRole.STORAGE).stream()
                .filter(DrainingDrives::goes)
                .flatMap(node -> node.drives().stream()
                        .map(DriveView::id)
                        // A drive that moved is its new node's.
                        .filter(drive -> view.nodeOf(drive).filter(node::equals).isPresent()))
                .collect(Collectors.toSet());
    }

    private static boolean goes(NodeView node) {
        return node.state() == NodeState.DRAINING || node.state() == NodeState.DECOMMISSIONED;
    }
}
