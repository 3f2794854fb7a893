package dev.anvil.gc.repair;

import dev.anvil.model.BlobId;
import dev.anvil.model.DriveId;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.DriveView;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Placement's choice among the drives that membership sees well. */
final class MembershipTargets implements TargetDrives {
    private final Supplier<ClusterView> views;

    MembershipTargets(Supplier<ClusterView> views) {
        this.views = views;
    }

    @Override
    public List<DriveId> candidates(BlobId blob) {
        ClusterView view = views.get();
        List<Drive> drives = new ArrayList<>();
        for (NodeView node : view.nodes(NodeRole.STORAGE)) {
            if (node.state() != NodeState.UP) {
                continue;
            }
            for (var drive : node.drives()) {
                if (drive.writable()
                        && view.nodeOf(drive.id()).filter(node::equals).isPresent()) {
                    drives.add(new Drive(drive.id(), node.id(), node.zone(), drive.capacityBytes(), DriveState.UP));
                }
            }
        }
        return new DriveView(drives).drivesFor(blob);
    }
}
