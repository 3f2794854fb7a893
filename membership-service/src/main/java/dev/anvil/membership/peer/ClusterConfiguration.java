package dev.anvil.membership.peer;

import dev.anvil.libp2p.gossip.GossipEvent;
import dev.anvil.libp2p.host.Host;
import dev.anvil.libp2p.host.HostSettings;
import dev.anvil.libp2p.host.RedialSettings;
import dev.anvil.libp2p.identity.HostKey;
import dev.anvil.libp2p.identity.HostKeyFile;
import dev.anvil.libp2p.transport.QuicLimits;
import dev.anvil.membership.view.LiveRoster;
import dev.anvil.membership.view.NodeState;
import dev.anvil.runtime.credential.ClusterSecret;
import dev.anvil.runtime.setting.SettingRefused;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the member on the network. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterSettings.class)
class ClusterConfiguration {
    /** Members come back within seconds, and there are few enough of them to be asked that often. */
    private static final RedialSettings REDIAL =
            new RedialSettings(Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofSeconds(10));

    @Bean
    HostKey hostKey(ClusterSettings settings) {
        try {
            return new HostKeyFile(settings.keyFile()).loadOrCreate();
        } catch (IOException e) {
            throw new SettingRefused(
                    "ANVIL_MEMBERSHIP_DATA",
                    settings.data(),
                    "the member's key cannot be kept there: " + e.getMessage());
        }
    }

    @Bean
    MemberName memberName(HostKey key) {
        return MemberName.of(key.peerId());
    }

    @Bean(initMethod = "start")
    ClusterGossip clusterGossip(
            ClusterSettings settings,
            HostKey key,
            InstantSource clock,
            LiveRoster roster,
            ClusterSecret secret,
            MeterRegistry meters) {
        HostSettings host = new HostSettings(
                settings.listenAddresses(),
                settings.announced(),
                "anvil",
                HostSettings.CERTIFICATE_VALIDITY,
                QuicLimits.DEFAULT,
                REDIAL);
        return new ClusterGossip(settings, clock, roster, new Host(key, host), secret, meters);
    }

    @Bean
    ClusterAddress clusterAddress(ClusterGossip gossip) {
        return gossip::address;
    }

    @Bean
    ClusterWarnings clusterWarnings(ClusterGossip gossip) {
        return gossip::warnings;
    }

    @Bean
    HealthIndicator clusterHealth(ClusterGossip gossip) {
        return () -> gossip.problem()
                .map(problem ->
                        Health.outOfService().withDetail("joining", problem).build())
                .orElseGet(() -> Health.up()
                        .withDetail("members", gossip.states().size() + 1)
                        .build());
    }

    @Bean
    MeterBinder clusterMeters(ClusterGossip gossip) {
        return registry -> {
            for (NodeState state : NodeState.values()) {
                Gauge.builder("anvil.cluster.members", () -> gossip.count(state))
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Membership processes by state, as this one sees them; it counts itself")
                        .register(registry);
            }
            Gauge.builder("anvil.cluster.connections", gossip::connections)
                    .description("Peers that this member is connected to")
                    .register(registry);
            Gauge.builder(
                            "anvil.cluster.unreachable.addresses",
                            () -> gossip.warnings().size())
                    .description("Public addresses of this node that no other member reaches")
                    .register(registry);
            Gauge.builder("anvil.cluster.convergence.age", gossip::longestSilenceSeconds)
                    .baseUnit("seconds")
                    .description("How old the oldest word is of those that are believed well")
                    .register(registry);
            FunctionCounter.builder("anvil.cluster.joins", gossip, ClusterGossip::joins)
                    .description("Members that came or came back")
                    .register(registry);
            FunctionCounter.builder("anvil.cluster.leaves", gossip, ClusterGossip::leaves)
                    .description("Members that went down")
                    .register(registry);
            for (GossipEvent event : GossipEvent.values()) {
                FunctionCounter.builder("anvil.cluster.gossip", gossip, g -> g.counted(event))
                        .tag("event", event.name().toLowerCase(Locale.ROOT))
                        .description("Gossip messages: in, out and dropped, by what became of them")
                        .register(registry);
            }
        };
    }
}
