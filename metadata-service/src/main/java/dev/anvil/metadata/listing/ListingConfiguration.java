package dev.anvil.metadata.listing;

import dev.anvil.metadata.bucket.RegionalBuckets;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class ListingConfiguration {
    @Bean
    ObjectListings objectListings(RegionalDatabase database, RegionalBuckets buckets) {
        return new ObjectListings(database, buckets);
    }
}
