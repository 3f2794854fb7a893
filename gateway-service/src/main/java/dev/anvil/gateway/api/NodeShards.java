package dev.anvil.gateway.api;

import com.google.protobuf.ByteString;
import dev.anvil.admin.v1.CountNodeShardsResponse;
import dev.anvil.admin.v1.DriveShards;
import dev.anvil.membership.v1.ClusterView;
import dev.anvil.membership.v1.Drive;
import dev.anvil.membership.v1.GetViewRequest;
import dev.anvil.membership.v1.Node;
import dev.anvil.membership.v1.NodeState;
import dev.anvil.membership.v1.SetNodeStateRequest;
import dev.anvil.metadata.v1.CountShardsRequest;
import dev.anvil.metadata.v1.NoteChangeRequest;
import dev.anvil.metadata.v1.NoteChangeResponse;
import dev.anvil.model.DriveId;
import dev.anvil.runtime.failure.ServiceFailure;
import dev.anvil.runtime.failure.ServiceFailure.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** What lies on the drives of a node, and that nobody gives a node up by mistake while something does. */
final class NodeShards {
    private final AdminPeers peers;

    NodeShards(AdminPeers peers) {
        this.peers = peers;
    }

    CountNodeShardsResponse count(String node) {
        List<String> drives = services(node).stream()
                .flatMap(seen -> seen.getDrivesList().stream())
                .map(Drive::getDriveId)
                .distinct()
                .toList();
        List<Long> counts = peers.blobs()
                .countShards(CountShardsRequest.newBuilder()
                        .addAllDriveIds(drives.stream().map(NodeShards::bytes).toList())
                        .build())
                .getCountsList();
        CountNodeShardsResponse.Builder answer = CountNodeShardsResponse.newBuilder();
        for (int i = 0; i < drives.size(); i++) {
            answer.addDrives(DriveShards.newBuilder().setDriveId(drives.get(i)).setShards(counts.get(i)));
        }
        return answer.build();
    }

    /** All that a node runs, by its own id or by that of one of its services. */
    private List<Node> services(String node) {
        List<Node> services = peers.membership().getView(GetViewRequest.getDefaultInstance()).getNodesList().stream()
                .filter(seen ->
                        seen.getNodeId().equals(node) || seen.getHostId().equals(node))
                .toList();
        if (services.isEmpty()) {
            throw new ServiceFailure(
                    Kind.NOT_FOUND,
                    "NO_SUCH_NODE",
                    "there is no node '" + node + "'; `anvil admin nodes list` shows those that there are");
        }
        return services;
    }

    ClusterView tell(SetNodeStateRequest request) {
        var unused = services(request.getNodeId());
        if (request.getState() == NodeState.NODE_STATE_DECOMMISSIONED && !request.getAcceptLoss()) {
            long shards = count(request.getNodeId()).getDrivesList().stream()
                    .mapToLong(DriveShards::getShards)
                    .sum();
            if (shards > 0) {
                throw new ServiceFailure(
                        Kind.PRECONDITION,
                        "NOT_EMPTY",
                        "objects have " + shards + " shards on the drives of node " + request.getNodeId()
                                + ": drain it first and wait until none is left, or accept that they are made anew from"
                                + " what others have");
            }
        }
        note(request);
        return peers.membership().setNodeState(request);
    }

    /** Before it is done: the log is elsewhere, and a line too many is better than one too few. */
    private void note(SetNodeStateRequest request) {
        NoteChangeResponse ignored = peers.audit()
                .noteChange(NoteChangeRequest.newBuilder()
                        .setAction("node.state")
                        .setSubject(request.getNodeId())
                        .setDetail(request.getState().name().replace("NODE_STATE_", "")
                                + (request.getAcceptLoss() ? ", whatever is lost" : ""))
                        .build());
    }

    private static ByteString bytes(String drive) {
        UUID id = DriveId.parse(drive).value();
        return ByteString.copyFrom(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }
}
