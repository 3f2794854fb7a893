package dev.anvil.gc.audit;

import dev.anvil.gc.blob.AbsentDrives;
import dev.anvil.gc.sweep.OwnDrives;
import dev.anvil.model.DriveId;
import dev.anvil.model.NodeId;
import dev.anvil.runtime.membership.ClusterView;
import dev.anvil.runtime.membership.DriveView;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.NodeRole;
import dev.anvil.runtime.membership.NodeState;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {
    @Bean
    AbsentDrives absentDrives(MembershipLink membership, AuditSettings settings, InstantSource clock) {
        return new AbsentDrives(membership::current, settings.absence(), clock);
    }

    @Bean(initMethod = "start")
    AuditSchedule auditSchedule(
            Placements placements,
            DriveChecks checks,
            AbsentDrives absent,
            MembershipLink membership,
            NodeId workerId,
            AuditSettings settings,
            InstantSource clock) {
        return new AuditSchedule(
                new PlacementAudit(placements, checks, absent, () -> writable(membership.current()), settings),
                placements,
                checks,
                new OwnDrives(workerId, membership::current),
                workerId,
                membership::current,
                settings,
                clock);
    }

    private static Set<DriveId> writable(ClusterView view) {
        return view.nodes(NodeRole.STORAGE).stream()
                .filter(node -> node.state() == NodeState.UP)
                .flatMap(node -> node.drives().stream())
                .filter(DriveView::writable)
                .map(DriveView::id)
                .collect(Collectors.toSet());
    }
}
