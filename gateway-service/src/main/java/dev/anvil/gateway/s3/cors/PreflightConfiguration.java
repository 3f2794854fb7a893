package dev.anvil.gateway.s3.cors;

import dev.anvil.gateway.s3.S3Handler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreflightConfiguration {
    @Bean
    S3Handler preflightOfBucket() {
        return new Preflight.OfBucket();
    }

    @Bean
    S3Handler preflightOfObject() {
        return new Preflight.OfObject();
    }
}
