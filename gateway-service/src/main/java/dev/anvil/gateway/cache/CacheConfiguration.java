package dev.anvil.gateway.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.CredentialSource;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheSettings.class)
class CacheConfiguration {
    @Bean
    CachedCredentials cachedCredentials(CacheSettings settings, CredentialSource source, InstantSource clock) {
        return new CachedCredentials(settings, Ticker.systemTicker(), source, clock);
    }

    @Bean
    CachedBuckets cachedBuckets(CacheSettings settings, BucketCatalogue catalogue) {
        return new CachedBuckets(settings, Ticker.systemTicker(), catalogue);
    }
}
