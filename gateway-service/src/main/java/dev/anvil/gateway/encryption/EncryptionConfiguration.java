package dev.anvil.gateway.encryption;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionSettings.class)
class EncryptionConfiguration {
    @Bean
    KeyRing keyRing(EncryptionSettings settings) {
        return settings.keyRing();
    }
}
