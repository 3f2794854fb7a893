package dev.anvil.runtime.membership;

import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is in the cluster. Immutable; looking up a drive costs one hash.
 *
 * @param version grows with every change, for the views of one member
 * @param clusterAddress the libp2p address of the member that gave the view; empty while membership is static
 * @param givenUp drives that an operator gave up with their nodes, also when these are forgotten
 * @param settling the member has just started and may not have heard of everybody
 */
public record ClusterView(
        long version,
        String region,
        String clusterAddress,
        boolean settling,
        List<NodeView> nodes,
        Map<DriveId, NodeView> nodesByDrive,
        Set<DriveId> givenUp) {
    /** What is known before the first view came: nobody. */
    public static final ClusterView EMPTY = of(0, "", "", false, List.of());

    public ClusterView {
        nodes = List.copyOf(nodes);
        nodesByDrive = Map.copyOf(nodesByDrive);
        givenUp = Set.copyOf(givenUp);
    }

    public static ClusterView of(
            long version, String region, String clusterAddress, boolean settling, List<NodeView> nodes) {
        return of(version, region, clusterAddress, settling, nodes, Set.of());
    }

    public static ClusterView of(
            long version,
            String region,
            String clusterAddress,
            boolean settling,
            List<NodeView> nodes,
            Set<DriveId> givenUp) {
        Map<DriveId, NodeView> byDrive = new HashMap<>();
        for (NodeView node : nodes) {
            for (DriveView drive : node.drives()) {
                // A drive that moved may still be listed under the node that lost it: the one that is well has it.
                byDrive.merge(drive.id(), node, ClusterView::healthier);
            }
        }
        return new ClusterView(version, region, clusterAddress, settling, nodes, byDrive, givenUp);
    }

    public Optional<NodeView> nodeOf(DriveId drive) {
        return Optional.ofNullable(nodesByDrive.get(drive));
    }

    public Optional<NodeView> node(NodeId id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public List<NodeView> nodes(NodeRole role) {
        return nodes.stream().filter(node -> node.role() == role).toList();
    }

    private static NodeView healthier(NodeView one, NodeView other) {
        if (one.state() == other.state()) {
            return other.since().isAfter(one.since()) ? other : one;
        }
        return rank(other.state()) < rank(one.state()) ? other : one;
    }

    private static int rank(NodeState state) {
        return switch (state) {
            case UP -> 0;
            case DRAINING -> 1;
            case JOINING -> 2;
            case SUSPECT -> 3;
            case DOWN -> 4;
            case DECOMMISSIONED -> 5;
        };
    }
}
