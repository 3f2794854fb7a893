package dev.anvil.gateway.s3.encryption;

import dev.anvil.gateway.encryption.KeyRing;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObjectKeysConfiguration {
    @Bean
    ObjectKeys objectKeys(KeyRing ring) {
        return new ObjectKeys(ring);
    }
}
