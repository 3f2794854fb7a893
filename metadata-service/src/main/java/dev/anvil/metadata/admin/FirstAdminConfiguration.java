package dev.anvil.metadata.admin;

import dev.anvil.metadata.app.Apps;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.metadata.tenant.Tenants;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
@EnableConfigurationProperties(FirstAdminSettings.class)
class FirstAdminConfiguration {
    @Bean
    FirstAdmin firstAdmin(FirstAdminSettings settings, Tenants tenants, Apps apps) {
        FirstAdmin admin = new FirstAdmin(tenants, apps);
        if (settings.isGiven()) {
            admin.ensure(settings.id(), settings.secret());
        }
        return admin;
    }
}
