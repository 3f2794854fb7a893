package dev.anvil.cli.peer;

import java.util.List;

/** The nodes of the cluster, as the member that was asked sees them. */
public record ClusterView(String clusterAddress, String region, List<Service> services, List<String> warnings) {
    public static ClusterView of(dev.anvil.membership.v1.ClusterView view) {
        return new ClusterView(
                view.getClusterAddress(),
                view.getRegion(),
                view.getNodesList().stream().map(Service::of).toList(),
                List.copyOf(view.getWarningsList()));
    }

    /** Services of one process are one node. */
    public List<Node> nodes() {
        return Node.of(services);
    }
}
