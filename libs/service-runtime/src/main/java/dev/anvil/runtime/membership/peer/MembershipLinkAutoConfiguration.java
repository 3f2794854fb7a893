package dev.anvil.runtime.membership.peer;

import dev.anvil.runtime.ServiceRuntimeAutoConfiguration;
import dev.anvil.runtime.channel.ServiceChannels;
import dev.anvil.runtime.membership.MembershipLink;
import dev.anvil.runtime.membership.SelfDescription;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

/** A service that describes itself is registered with membership, and gets a {@link MembershipLink}. */
@AutoConfiguration(after = ServiceRuntimeAutoConfiguration.class)
@ConditionalOnBean(SelfDescription.class)
@EnableConfigurationProperties(MembershipLinkSettings.class)
public class MembershipLinkAutoConfiguration {
    @Bean(initMethod = "start")
    @ConditionalOnMissingBean
    MembershipLink membershipLink(ServiceChannels channels, MembershipLinkSettings settings, SelfDescription self) {
        return GrpcMembership.link(channels, settings.members(), settings.hostId(), self);
    }

    /** Readiness follows it, under this name, in the services' YAML. */
    @Bean
    HealthIndicator membershipHealthIndicator(MembershipLink link) {
        return new MembershipHealth(link);
    }

    /** The goodbye comes first: nobody should send us more while we finish what we have. */
    @Bean
    ApplicationListener<ContextClosedEvent> membershipGoodbye(MembershipLink link) {
        return event -> link.close();
    }
}
