package dev.anvil.gc.expire;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpireSettings.class)
class ExpireConfiguration {
    @Bean
    ExpireHandler expireHandler(BucketContents contents, ExpireSettings settings, InstantSource clock) {
        return new ExpireHandler(contents, settings, clock);
    }
}
