package dev.anvil.gateway.quota;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.UsageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {
    @Bean
    QuotaGuard quotaGuard(UsageSource source) {
        return new QuotaGuard(source, Ticker.systemTicker());
    }
}
