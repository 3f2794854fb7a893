package dev.anvil.storage.drive;

import dev.anvil.runtime.membership.SelfDescription;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Opens the drives before anything serves, and closes them after everything has ended. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class DriveConfiguration {
    @Bean(destroyMethod = "close")
    DriveOpener driveOpener(StorageSettings settings, InstantSource clock) {
        return new DriveOpener(settings, clock);
    }

    @Bean
    LocalDrives localDrives(DriveOpener opener) {
        return opener.openAll();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    DriveKeeper driveKeeper(LocalDrives drives, DriveOpener opener, InstantSource clock) {
        return new DriveKeeper(drives, opener, clock);
    }

    @Bean
    HealthIndicator drivesHealthIndicator(LocalDrives drives) {
        return new DrivesHealth(drives);
    }

    @Bean
    MeterBinder driveMeters(LocalDrives drives) {
        return new DriveMeters(drives);
    }

    /** Without membership the node just serves, for those who know where it is. */
    @Bean
    @ConditionalOnExpression("!'${anvil.membership-link.addresses:}'.isBlank()")
    SelfDescription storageDescription(StorageSettings settings, Environment environment, LocalDrives drives) {
        return new StorageDescription(settings, environment.getProperty("spring.grpc.server.address", ""), drives);
    }
}
