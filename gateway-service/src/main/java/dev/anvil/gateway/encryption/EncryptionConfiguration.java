package dev.anvil.gateway.encryption;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionSettings.class)
class EncryptionConfiguration {
    /** Of whoever keeps named keys elsewhere, this is the one to replace. */
    @Bean
    KeyProvider keyProvider(EncryptionSettings settings) {
        return new LocalKeyProvider(settings.installation(), settings.names());
    }

    @Bean
    KeyRing keyRing(EncryptionSettings settings, KeyProvider named) {
        return new KeyRing(settings.installation(), named, settings.nameByDefault());
    }
}
