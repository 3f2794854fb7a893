package dev.anvil.runtime.membership.peer;

import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.Drive;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.v1.Role;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import dev.anvil.runtime.membership.NodeView;
import dev.anvil.runtime.setting.HostPort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Between the contract's words and ours. What a newer member says and we do not know is left out, not guessed. */
final class Translation {
    private Translation() {}

    static Announcement announcement(NodeAnnouncement self, String hostId) {
        return Announcement.newBuilder()
                .setNodeId(self.id().toString())
                .setRole(role(self.role()))
                .setGrpcAddress(self.address().toString())
                .setZone(self.zone())
                .setHostId(hostId)
                .addAllDrives(self.drives().stream().map(Translation::drive).toList())
                .build();
    }

    static ClusterView view(dev.anvil.membership.v1.ClusterView view) {
        return ClusterView.of(
                view.getVersion(),
                view.getRegion(),
                view.getClusterAddress(),
                view.getSettling(),
                view.getNodesList().stream()
                        .flatMap(node -> node(node).stream())
                        .toList(),
                view.getGivenUpDrivesList().stream().map(DriveId::parse).collect(Collectors.toSet()));
    }

    private static Optional<NodeView> node(Node node) {
        Optional<NodeRole> role = role(node.getRole());
        if (role.isEmpty() || node.getGrpcAddress().isEmpty()) {
            return Optional.empty();
        }
        List<DriveView> drives =
                node.getDrivesList().stream().map(Translation::drive).toList();
        return state(node)
                .map(state -> new NodeView(
                        NodeId.parse(node.getNodeId()),
                        role.get(),
                        HostPort.parse("grpc_address", node.getGrpcAddress()),
                        node.getZone(),
                        state,
                        Instant.ofEpochMilli(node.getSinceMillis()),
                        drives));
    }

    private static Drive drive(DriveView drive) {
        return Drive.newBuilder()
                .setDriveId(drive.id().toString())
                .setCapacityBytes(drive.capacityBytes())
                .setUsedBytes(drive.usedBytes())
                .setWritable(drive.writable())
                .setReadable(drive.readable())
                .build();
    }

    private static DriveView drive(Drive drive) {
        return new DriveView(
                DriveId.parse(drive.getDriveId()),
                drive.getCapacityBytes(),
                drive.getUsedBytes(),
                drive.getWritable(),
                drive.getReadable());
    }

    private static Role role(NodeRole role) {
        return switch (role) {
            case GATEWAY -> Role.ROLE_GATEWAY;
            case METADATA -> Role.ROLE_METADATA;
            case STORAGE -> Role.ROLE_STORAGE;
            case MEMBERSHIP -> Role.ROLE_MEMBERSHIP;
            case GC_WORKER -> Role.ROLE_GC_WORKER;
        };
    }

    private static Optional<NodeRole> role(Role role) {
        return switch (role) {
            case ROLE_GATEWAY -> Optional.of(NodeRole.GATEWAY);
            case ROLE_METADATA -> Optional.of(NodeRole.METADATA);
            case ROLE_STORAGE -> Optional.of(NodeRole.STORAGE);
            case ROLE_MEMBERSHIP -> Optional.of(NodeRole.MEMBERSHIP);
            case ROLE_GC_WORKER -> Optional.of(NodeRole.GC_WORKER);
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Optional<NodeState> state(Node node) {
        return switch (node.getState()) {
            case NODE_STATE_JOINING -> Optional.of(NodeState.JOINING);
            case NODE_STATE_UP -> Optional.of(NodeState.UP);
            case NODE_STATE_SUSPECT -> Optional.of(NodeState.SUSPECT);
            case NODE_STATE_DOWN -> Optional.of(NodeState.DOWN);
            case NODE_STATE_DRAINING -> Optional.of(NodeState.DRAINING);
            case NODE_STATE_DECOMMISSIONED -> Optional.of(NodeState.DECOMMISSIONED);
            case NODE_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
