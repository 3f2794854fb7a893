package dev.anvil.gateway.cluster;

import dev.anvil.runtime.membership.MembershipLink;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterSettings.class)
class ClusterConfiguration {
    @Bean
    GatewayDescription gatewayDescription(ClusterSettings settings) {
        return new GatewayDescription(settings);
    }

    @Bean
    MembershipPlacementViews placementViews(MembershipLink membership) {
        MembershipPlacementViews views = new MembershipPlacementViews();
        membership.onView(views::accept);
        return views;
    }
}
