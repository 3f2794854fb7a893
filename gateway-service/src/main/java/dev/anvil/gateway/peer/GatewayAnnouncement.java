package dev.anvil.gateway.peer;

import dev.anvil.membership.v1.Announcement;
import dev.anvil.membership.v1.Role;
import dev.anvil.model.NodeId;
import java.util.function.Supplier;

/** What a gateway says of itself. It keeps nothing, so it is somebody new after each start. */
record GatewayAnnouncement(NodeId node, String address, String zone) implements Supplier<Announcement> {
    @Override
    public Announcement get() {
        return Announcement.newBuilder()
                .setNodeId(node.toString())
                .setRole(Role.ROLE_GATEWAY)
                .setGrpcAddress(address)
                .setZone(zone)
                .build();
    }
}
