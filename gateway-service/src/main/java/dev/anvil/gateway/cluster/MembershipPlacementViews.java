package dev.anvil.gateway.cluster;

import dev.anvil.model.DriveId;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.DriveView;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what membership says into what placement wants, once for each view that comes. */
public final class MembershipPlacementViews implements PlacementViews {
    private volatile DriveView current = new DriveView(List.of());

    @Override
    public DriveView current() {
        return current;
    }

    public void accept(ClusterView view) {
        Map<DriveId, Drive> drives = new LinkedHashMap<>();
        for (NodeView node : view.nodes(NodeRole.STORAGE)) {
            for (var drive : node.drives()) {
                // A drive that moved stands under two nodes for a while; the view knows which of them has it.
                if (view.nodeOf(drive.id()).filter(node::equals).isPresent()) {
                    drives.put(
                            drive.id(),
                            new Drive(drive.id(), node.id(), node.zone(), drive.capacityBytes(), state(node, drive)));
                }
            }
        }
        current = new DriveView(List.copyOf(drives.values()));
    }

    private static DriveState state(NodeView node, dev.anvil.runtime.membership.DriveView drive) {
        return switch (node.state()) {
            case UP -> readable(drive, drive.writable() ? DriveState.UP : DriveState.READ_ONLY);
            // A suspect often turns out to be well: it is read from, but nothing new is trusted to it.
            case SUSPECT -> readable(drive, DriveState.READ_ONLY);
            case DRAINING -> readable(drive, DriveState.DRAINING);
            case JOINING, DOWN -> DriveState.DOWN;
            case DECOMMISSIONED -> DriveState.DECOMMISSIONED;
        };
    }

    private static DriveState readable(dev.anvil.runtime.membership.DriveView drive, DriveState state) {
        return drive.readable() ? state : DriveState.DOWN;
    }
}
