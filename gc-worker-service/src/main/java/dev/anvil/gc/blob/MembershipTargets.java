package dev.anvil.gc.blob;

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
import java.util.Set;
import java.util.function.Supplier;

/** Placement's choice among the drives that membership sees well. */
public final class MembershipTargets implements TargetDrives {
    private final Supplier<ClusterView> views;

    public MembershipTargets(Supplier<ClusterView> views) {
        this.views = views;
    }

    @Override
    public List<DriveId> candidates(BlobId blob, Set<DriveId> others) {
        ClusterView view = views.get();
        List<Drive> drives = new ArrayList<>();
        for (NodeView node : view.nodes(NodeRole.STORAGE)) {
            for (var drive : node.drives()) {
                if (view.nodeOf(drive.id()).filter(node::equals).isPresent()) {
                    // Those that take nothing count as neighbours: a zone that has a shard has it.
                    boolean takes = node.state() == NodeState.UP && drive.writable();
                    DriveState state = takes ? DriveState.UP : DriveState.READ_ONLY;
                    drives.add(new Drive(drive.id(), node.id(), node.zone(), drive.capacityBytes(), state));
                }
            }
        }
        return new DriveView(drives).drivesBeside(blob, others);
    }
}
