package dev.anvil.runtime.membership;

import dev.anvil.model.NodeId;
import dev.anvil.runtime.setting.HostPort;
import java.time.Instant;
import java.util.List;

/** A node as membership sees it. */
public record NodeView(
        NodeId id,
        NodeRole role,
        HostPort address,
        String zone,
        NodeState state,
        Instant since,
        List<DriveView> drives) {
    public NodeView {
        drives = List.copyOf(drives);
    }
}
