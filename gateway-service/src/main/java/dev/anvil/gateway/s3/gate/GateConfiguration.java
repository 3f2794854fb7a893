package dev.anvil.gateway.s3.gate;

import dev.anvil.gateway.catalogue.RegionDirectory;
import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.quota.QuotaGuard;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.model.RegionName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class GateConfiguration {
    @Bean
    @Order(0)
    RequestGate ownerPrefixGate(TenantCatalogue tenants) {
        return new OwnerPrefixGate(tenants);
    }

    @Bean
    @Order(1)
    RequestGate regionGate(RegionName region, RegionDirectory regions) {
        return new RegionGate(region, regions);
    }

    @Bean
    @Order(2)
    RequestGate strangerGate() {
        return new StrangerGate();
    }

    @Bean
    @Order(3)
    RequestGate quotaGate(QuotaGuard guard) {
        return new QuotaGate(guard);
    }
}
