package dev.anvil.gateway.cluster;

import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.NodeAnnouncement;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.ReachableAddress;
import dev.anvil.runtime.membership.SelfDescription;
import dev.anvil.runtime.setting.HostPort;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.grpc.server.lifecycle.GrpcServerStartedEvent;

/** What this gateway says of itself, as soon as it knows its port. It keeps nothing, so it is somebody new after each start. */
final class GatewayDescription implements SelfDescription, ApplicationListener<GrpcServerStartedEvent> {
    private final NodeId self = NodeId.create();
    private final ClusterSettings settings;
    private volatile @Nullable NodeAnnouncement announcement;

    GatewayDescription(ClusterSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(GrpcServerStartedEvent event) {
        // The event's own address is a list of sockets in words, not a host.
        String host = HostPort.parse("API_LISTEN_ADDR", settings.listen()).host();
        announcement = new NodeAnnouncement(
                self,
                NodeRole.GATEWAY,
                ReachableAddress.of(settings.publicAddress(), host, event.getPort()),
                settings.zone(),
                List.of());
    }

    @Override
    public Optional<NodeAnnouncement> describe() {
        return Optional.ofNullable(announcement);
    }
}
