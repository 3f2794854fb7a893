package dev.anvil.membership.rpc;

import dev.anvil.membership.peer.ClusterAddress;
import dev.anvil.membership.peer.ClusterWarnings;
import dev.anvil.membership.peer.MemberName;
import dev.anvil.membership.peer.Translation;
import dev.anvil.membership.view.Announcement;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.NodeState;
import dev.anvil.membership.view.Role;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.ReachableAddress;
import dev.anvil.runtime.setting.HostPort;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/** Puts the roster behind gRPC. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MembershipSettings.class)
class MembershipConfiguration {
    @Bean
    LiveRoster liveRoster(MembershipSettings settings, InstantSource clock) {
        return new LiveRoster(
                settings.timings(),
                settings.staticNodes().stream()
                        .map(MembershipSettings.StaticNode::announcement)
                        .toList(),
                clock);
    }

    @Bean
    MembershipRpc membershipRpc(
            LiveRoster roster,
            MembershipSettings settings,
            ClusterAddress clusterAddress,
            ClusterWarnings warnings,
            InstantSource clock,
            MeterRegistry meters) {
        return new MembershipRpc(
                roster,
                view -> Translation.view(view, settings.regionName(), clusterAddress.get(), warnings.get()),
                new Refusals(clock, meters),
                clock);
    }

    @Bean(initMethod = "start")
    Heartbeat heartbeat(
            LiveRoster roster,
            MembershipSettings settings,
            MemberName self,
            ObjectProvider<GrpcServerLifecycle> server,
            Environment environment) {
        NodeId node = self.node();
        // Found out once and now, so that an address that cannot be found out is told at the start.
        HostPort address = ReachableAddress.of(
                settings.publicAddress(), environment.getProperty("spring.grpc.server.address", ""), 0);
        return new Heartbeat(
                roster,
                () -> Optional.ofNullable(server.getIfAvailable())
                        .filter(lifecycle -> lifecycle.isRunning() && lifecycle.getPort() > 0)
                        .map(lifecycle -> new Announcement(
                                node,
                                Role.MEMBERSHIP,
                                (address.port() > 0 ? address : new HostPort(address.host(), lifecycle.getPort()))
                                        .toString(),
                                settings.zone(),
                                List.of(),
                                node.toString())));
    }

    @Bean
    ApplicationListener<ContextClosedEvent> dismissal(MembershipRpc rpc) {
        return event -> rpc.dismissEverybody();
    }

    @Bean
    MeterBinder membershipMeters(LiveRoster roster, MembershipRpc rpc) {
        return registry -> {
            for (NodeState state : NodeState.values()) {
                Gauge.builder("anvil.membership.members", () -> roster.view().count(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Members by state, as this one sees them")
                        .register(registry);
            }
            Gauge.builder("anvil.membership.streams", rpc::streams)
                    .description("Services that are registered here")
                    .register(registry);
        };
    }
}
