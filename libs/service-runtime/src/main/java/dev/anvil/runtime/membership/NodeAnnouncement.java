package dev.anvil.runtime.membership;

import dev.anvil.model.NodeId;
import dev.anvil.runtime.setting.HostPort;
import java.util.List;

/** What a service says of itself. The address is the one that others reach it at, never a wildcard. */
public record NodeAnnouncement(NodeId id, NodeRole role, HostPort address, String zone, List<DriveView> drives) {
    public NodeAnnouncement {
        drives = List.copyOf(drives);
        if (address.host().equals("0.0.0.0") || address.host().equals("::")) {
            throw new IllegalArgumentException(address + " means every address of this machine and none that others can"
                    + " dial; set PUBLIC_GRPC_ADDR to one that they reach");
        }
    }
}
