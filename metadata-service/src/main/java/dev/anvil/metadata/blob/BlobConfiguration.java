package dev.anvil.metadata.blob;

import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
@EnableConfigurationProperties(BlobRules.class)
class BlobConfiguration {
    @Bean
    BlobParameters blobParameters(BlobRules rules) {
        rules.refuseWhatCannotWork();
        return new BlobParameters(rules);
    }

    @Bean
    Blobs blobs(RegionalDatabase database, BlobRules rules) {
        return new Blobs(database, rules);
    }

    @Bean
    SweepHalt sweepHalt(RegionalDatabase database) {
        return new SweepHalt(database);
    }
}
