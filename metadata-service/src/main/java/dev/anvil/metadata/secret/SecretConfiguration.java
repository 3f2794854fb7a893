package dev.anvil.metadata.secret;

import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
@EnableConfigurationProperties(SecretSettings.class)
class SecretConfiguration {
    @Bean
    KeyCheck keyCheck(@Global JdbcClient jdbc) {
        return new KeyCheck(jdbc);
    }

    /** Checked before anybody gets it. */
    @Bean
    SecretBox secretBox(SecretSettings settings, KeyCheck check) {
        SecretBox box = settings.box();
        check.refuseAnotherKey(box);
        return box;
    }
}
