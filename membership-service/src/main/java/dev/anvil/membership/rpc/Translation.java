package dev.anvil.membership.rpc;

import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.membership.view.View;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;

/** Between the contract's words and ours. */
final class Translation {
    private Translation() {}

    static Announcement announcement(dev.anvil.membership.v1.Announcement said) {
        if (said.getGrpcAddress().isEmpty()) {
            throw ServiceFailure.invalid("node " + said.getNodeId() + " announces no address");
        }
        return new Announcement(
                NodeId.parse(said.getNodeId()),
                role(said.getRole()),
                said.getGrpcAddress(),
                said.getZone(),
                said.getDrivesList().stream().map(Translation::drive).toList());
    }

    static ClusterView view(View view, RegionName region) {
        return ClusterView.newBuilder()
                .setVersion(view.version())
                .setRegion(region.value())
                .setSettling(view.settling())
                .addAllNodes(view.members().stream().map(Translation::node).toList())
                .build();
    }

    private static Node node(Member member) {
        Announcement said = member.announcement();
        return Node.newBuilder()
                .setNodeId(said.node().toString())
                .setRole(role(said.role()))
                .setGrpcAddress(said.address())
                .setZone(said.zone())
                .setState(state(member.state()))
                .setSinceMillis(member.since().toEpochMilli())
                .addAllDrives(said.drives().stream().map(Translation::drive).toList())
                .build();
    }

    private static Drive drive(dev.anvil.membership.v1.Drive drive) {
        return new Drive(
                DriveId.parse(drive.getDriveId()),
                drive.getCapacityBytes(),
                drive.getUsedBytes(),
                drive.getWritable(),
                drive.getReadable());
    }

    private static dev.anvil.membership.v1.Drive drive(Drive drive) {
        return dev.anvil.membership.v1.Drive.newBuilder()
                .setDriveId(drive.id().toString())
                .setCapacityBytes(drive.capacityBytes())
                .setUsedBytes(drive.usedBytes())
                .setWritable(drive.writable())
                .setReadable(drive.readable())
                .build();
    }

    private static Role role(dev.anvil.membership.v1.Role role) {
        return switch (role) {
            case ROLE_GATEWAY -> Role.GATEWAY;
            case ROLE_METADATA -> Role.METADATA;
            case ROLE_STORAGE -> Role.STORAGE;
            case ROLE_MEMBERSHIP -> Role.MEMBERSHIP;
            case ROLE_GC_WORKER -> Role.GC_WORKER;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw ServiceFailure.invalid("a node announces a role");
        };
    }

    private static dev.anvil.membership.v1.Role role(Role role) {
        return switch (role) {
            case GATEWAY -> dev.anvil.membership.v1.Role.ROLE_GATEWAY;
            case METADATA -> dev.anvil.membership.v1.Role.ROLE_METADATA;
            case STORAGE -> dev.anvil.membership.v1.Role.ROLE_STORAGE;
            case MEMBERSHIP -> dev.anvil.membership.v1.Role.ROLE_MEMBERSHIP;
            case GC_WORKER -> dev.anvil.membership.v1.Role.ROLE_GC_WORKER;
        };
    }

    private static dev.anvil.membership.v1.NodeState state(NodeState state) {
        return switch (state) {
            case UP -> dev.anvil.membership.v1.NodeState.NODE_STATE_UP;
            case SUSPECT -> dev.anvil.membership.v1.NodeState.NODE_STATE_SUSPECT;
            case DOWN -> dev.anvil.membership.v1.NodeState.NODE_STATE_DOWN;
        };
    }
}
