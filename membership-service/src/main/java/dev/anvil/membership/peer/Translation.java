package dev.anvil.membership.peer;

import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.Drive;
import dev.anvil.membership.view.Intent;
import dev.anvil.membership.view.Member;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.membership.view.View;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.model.RegionName;
import dev.anvil.runtime.failure.ServiceFailure;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Between the contract's words and ours. */
public final class Translation {
    private Translation() {}

    public static Announcement announcement(dev.anvil.membership.v1.Announcement said) {
        if (said.getGrpcAddress().isEmpty()) {
            throw ServiceFailure.invalid("node " + said.getNodeId() + " announces no address");
        }
        return new Announcement(
                NodeId.parse(said.getNodeId()),
                role(said.getRole()),
                said.getGrpcAddress(),
                said.getZone(),
                said.getDrivesList().stream().map(Translation::drive).toList(),
                said.getHostId());
    }

    public static ClusterView view(View view, RegionName region, String clusterAddress, List<String> warnings) {
        return ClusterView.newBuilder()
                .setVersion(view.version())
                .setRegion(region.value())
                .setClusterAddress(clusterAddress)
                .addAllWarnings(warnings)
                .addAllGivenUpDrives(
                        view.givenUp().stream().map(DriveId::toString).sorted().toList())
                .setSettling(view.settling())
                .addAllNodes(view.members().stream().map(Translation::node).toList())
                .build();
    }

    static Node node(Member member) {
        Announcement said = member.announcement();
        return Node.newBuilder()
                .setNodeId(said.node().toString())
                .setRole(role(said.role()))
                .setGrpcAddress(said.address())
                .setZone(said.zone())
                .setState(state(member.state()))
                .setSinceMillis(member.since().toEpochMilli())
                .addAllDrives(said.drives().stream().map(Translation::drive).toList())
                .setHostId(said.host())
                .build();
    }

    static dev.anvil.membership.v1.Intent intent(Intent intent) {
        return dev.anvil.membership.v1.Intent.newBuilder()
                .setNodeId(intent.node().toString())
                .setState(
                        switch (intent.wish()) {
                            case SERVE -> dev.anvil.membership.v1.NodeState.NODE_STATE_UP;
                            case DRAIN -> dev.anvil.membership.v1.NodeState.NODE_STATE_DRAINING;
                            case DECOMMISSION -> dev.anvil.membership.v1.NodeState.NODE_STATE_DECOMMISSIONED;
                        })
                .setAtMillis(intent.at().toEpochMilli())
                .addAllDriveIds(intent.drives().stream().map(DriveId::toString).toList())
                .build();
    }

    static Intent intent(dev.anvil.membership.v1.Intent intent) {
        return new Intent(
                NodeId.parse(intent.getNodeId()),
                wish(intent.getState()),
                Instant.ofEpochMilli(intent.getAtMillis()),
                intent.getDriveIdsList().stream().map(DriveId::parse).collect(Collectors.toSet()));
    }

    /** What an operator asks for. */
    public static Intent.Wish wish(dev.anvil.membership.v1.NodeState state) {
        return switch (state) {
            case NODE_STATE_UP -> Intent.Wish.SERVE;
            case NODE_STATE_DRAINING -> Intent.Wish.DRAIN;
            case NODE_STATE_DECOMMISSIONED -> Intent.Wish.DECOMMISSION;
            case NODE_STATE_UNSPECIFIED, NODE_STATE_JOINING, NODE_STATE_SUSPECT, NODE_STATE_DOWN, UNRECOGNIZED ->
                throw ServiceFailure.invalid("a node can be told to be up, draining or decommissioned, not " + state);
        };
    }

    /** @throws IllegalArgumentException where a member sends what no service could have announced */
    static Member member(Node node) {
        return new Member(
                new Announcement(
                        NodeId.parse(node.getNodeId()),
                        role(node.getRole()),
                        node.getGrpcAddress(),
                        node.getZone(),
                        node.getDrivesList().stream().map(Translation::drive).toList(),
                        node.getHostId()),
                state(node.getState()),
                Instant.ofEpochMilli(node.getSinceMillis()));
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
            case JOINING -> dev.anvil.membership.v1.NodeState.NODE_STATE_JOINING;
            case UP -> dev.anvil.membership.v1.NodeState.NODE_STATE_UP;
            case SUSPECT -> dev.anvil.membership.v1.NodeState.NODE_STATE_SUSPECT;
            case DOWN -> dev.anvil.membership.v1.NodeState.NODE_STATE_DOWN;
            case DRAINING -> dev.anvil.membership.v1.NodeState.NODE_STATE_DRAINING;
            case DECOMMISSIONED -> dev.anvil.membership.v1.NodeState.NODE_STATE_DECOMMISSIONED;
        };
    }

    private static NodeState state(dev.anvil.membership.v1.NodeState state) {
        return switch (state) {
            case NODE_STATE_JOINING -> NodeState.JOINING;
            case NODE_STATE_UP -> NodeState.UP;
            case NODE_STATE_SUSPECT -> NodeState.SUSPECT;
            case NODE_STATE_DOWN -> NodeState.DOWN;
            case NODE_STATE_DRAINING -> NodeState.DRAINING;
            case NODE_STATE_DECOMMISSIONED -> NodeState.DECOMMISSIONED;
            case NODE_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a node in no state that we know");
        };
    }
}
