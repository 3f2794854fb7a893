package dev.anvil.metadata.object;

import dev.anvil.metadata.blob.BlobParameters;
import dev.anvil.metadata.bucket.RegionalBuckets;
import dev.anvil.metadata.database.OnRegionalRole;
import dev.anvil.metadata.database.RegionalDatabase;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnRegionalRole
class ObjectConfiguration {
    @Bean
    ObjectCommits objectCommits(RegionalDatabase database, BlobParameters blobs) {
        return new ObjectCommits(database, blobs);
    }

    @Bean
    ObjectLookups objectLookups(RegionalDatabase database, RegionalBuckets buckets) {
        return new ObjectLookups(database, buckets);
    }

    @Bean
    ObjectParts objectParts(RegionalDatabase database) {
        return new ObjectParts(database);
    }

    @Bean
    ObjectAcls objectAcls(RegionalDatabase database) {
        return new ObjectAcls(database);
    }

    @Bean
    ObjectTags objectTags(RegionalDatabase database) {
        return new ObjectTags(database);
    }

    @Bean
    ObjectHolds objectHolds(RegionalDatabase database) {
        return new ObjectHolds(database);
    }

    @Bean
    ObjectDeletions objectDeletions(RegionalDatabase database, BlobParameters blobs, InstantSource clock) {
        return new ObjectDeletions(database, blobs, clock);
    }
}
