package dev.anvil.gateway.s3.access;

import dev.anvil.gateway.catalogue.TenantCatalogue;
import dev.anvil.gateway.s3.AccessCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    WantedAcls wantedAcls(TenantCatalogue tenants, AccessCheck access) {
        return new WantedAcls(tenants, access);
    }
}
