package dev.anvil.gc.drain;

import dev.anvil.blob.BlobRepairer;
import dev.anvil.gc.audit.Placements;
import dev.anvil.gc.blob.Catalogue;
import dev.anvil.gc.blob.MembershipTargets;
import dev.anvil.gc.lease.Patience;
import dev.anvil.runtime.membership.MembershipLink;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainSettings.class)
class DrainConfiguration {
    @Bean
    DrainingDrives drainingDrives(MembershipLink membership) {
        return new DrainingDrives(membership::current);
    }

    @Bean
    DrainHandler drainHandler(
            Placements placements,
            Catalogue catalogue,
            BlobRepairer repairer,
            MembershipLink membership,
            DrainingDrives draining,
            DrainSettings settings,
            Patience patience,
            InstantSource clock) {
        ShardMove move = new ShardMove(catalogue, repairer, new MembershipTargets(membership::current));
        return new DrainHandler(placements, move, draining, settings, patience, clock);
    }

    @Bean(initMethod = "start")
    DrainSchedule drainSchedule(
            DrainingDrives draining, DrainRequests requests, DrainSettings settings, InstantSource clock) {
        return new DrainSchedule(draining, requests, settings, clock);
    }
}
