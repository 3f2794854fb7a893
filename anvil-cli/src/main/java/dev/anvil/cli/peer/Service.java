package dev.anvil.cli.peer;

import java.time.Instant;
import java.util.List;

/**
 * A service that is registered with the cluster, with its drives when it stores.
 *
 * @param host the same for all services of one process; empty for one that stands alone
 */
public record Service(
        String id,
        String host,
        String role,
        String state,
        String address,
        String zone,
        Instant since,
        List<Node.Drive> drives) {
    static Service of(dev.anvil.membership.v1.Node node) {
        return new Service(
                node.getNodeId(),
                node.getHostId(),
                Words.of(node.getRole().name(), "ROLE_"),
                Words.of(node.getState().name(), "NODE_STATE_"),
                node.getGrpcAddress(),
                node.getZone(),
                Instant.ofEpochMilli(node.getSinceMillis()),
                node.getDrivesList().stream().map(Node.Drive::of).toList());
    }

    /** By which it is one node with others. */
    String nodeName() {
        return host.isEmpty() ? id : host;
    }
}
