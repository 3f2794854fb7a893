package dev.anvil.gateway.shared;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SharedCacheSettings.class)
class SharedCacheConfiguration {
    @Configuration(proxyBeanMethods = false)
    @Conditional(SharedCacheGiven.class)
    static class Given {
        @Bean
        RedisLink redisLink(SharedCacheSettings settings) {
            return new RedisLink(settings.uri(), settings.trust(), Ticker.systemTicker());
        }

        /** Hears of changes before the cache in front of it does, which then asks. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RedisAnswers redisAnswers(RedisLink link, SharedCacheSettings settings) {
            return new RedisAnswers(link, settings.cipher(), settings.fresh(), Ticker.systemTicker());
        }
    }
}
