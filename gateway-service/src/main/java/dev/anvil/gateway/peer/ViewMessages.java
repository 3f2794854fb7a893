package dev.anvil.gateway.peer;

import dev.anvil.gateway.cluster.ClusterView;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.Role;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.placement.Drive;
import dev.anvil.placement.DriveState;
import dev.anvil.placement.DriveView;
import dev.anvil.runtime.setting.HostPort;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Views of the cluster, as messages. */
final class ViewMessages {
    private ViewMessages() {}

    static ClusterView view(dev.anvil.membership.v1.ClusterView message) {
        Map<DriveId, Drive> drives = new LinkedHashMap<>();
        Map<DriveId, HostPort> addresses = new HashMap<>();
        for (Node node : message.getNodesList()) {
            if (node.getRole() == Role.ROLE_STORAGE) {
                for (var drive : node.getDrivesList()) {
                    Drive seen = drive(node, drive);
                    // A drive that moved may be announced by its old node for a while: the node that is up has it.
                    Drive other = drives.get(seen.id());
                    if (other == null || !other.state().isReadable()) {
                        drives.put(seen.id(), seen);
                        addresses.put(seen.id(), HostPort.parse("grpc_address", node.getGrpcAddress()));
                    }
                }
            }
        }
        return new ClusterView(
                message.getVersion(), new DriveView(drives.values().stream().toList()), addresses);
    }

    private static Drive drive(Node node, dev.anvil.membership.v1.Drive drive) {
        return new Drive(
                DriveId.parse(drive.getDriveId()),
                NodeId.parse(node.getNodeId()),
                node.getZone(),
                drive.getCapacityBytes(),
                state(node.getState(), drive));
    }

    private static DriveState state(NodeState node, dev.anvil.membership.v1.Drive drive) {
        return switch (node) {
            case NODE_STATE_UP -> {
                if (!drive.getReadable()) {
                    yield DriveState.DOWN;
                }
                yield drive.getWritable() ? DriveState.UP : DriveState.READ_ONLY;
            }
            // A suspect often turns out to be well: it is read from, but nothing new is trusted to it.
            case NODE_STATE_SUSPECT -> drive.getReadable() ? DriveState.READ_ONLY : DriveState.DOWN;
            case NODE_STATE_DRAINING -> drive.getReadable() ? DriveState.DRAINING : DriveState.DOWN;
            case NODE_STATE_DECOMMISSIONED -> DriveState.DECOMMISSIONED;
            case NODE_STATE_JOINING, NODE_STATE_DOWN, NODE_STATE_UNSPECIFIED, UNRECOGNIZED -> DriveState.DOWN;
        };
    }
}
