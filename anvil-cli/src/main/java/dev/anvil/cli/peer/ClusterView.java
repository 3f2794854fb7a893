package dev.anvil.cli.peer;

import java.util.List;

/** The nodes of the cluster, as the member that was asked sees them. */
public record ClusterView(String clusterAddress, String region, List<Node> nodes) {
    static ClusterView of(dev.anvil.membership.v1.ClusterView view) {
        return new ClusterView(
                view.getClusterAddress(),
                view.getRegion(),
                view.getNodesList().stream().map(Node::of).toList());
    }

    public List<Node.Drive> drives() {
        return nodes.stream().flatMap(node -> node.drives().stream()).toList();
    }
}
