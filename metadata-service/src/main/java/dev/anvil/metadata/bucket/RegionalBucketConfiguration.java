package dev.anvil.metadata.bucket;

import dev.anvil.metadata.blob.BlobRules;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class RegionalBucketConfiguration {
    @Bean
    RegionalBuckets regionalBuckets(RegionalDatabase database, BlobRules rules) {
        return new RegionalBucketRows(database, rules.reclaimDelay());
    }
}
