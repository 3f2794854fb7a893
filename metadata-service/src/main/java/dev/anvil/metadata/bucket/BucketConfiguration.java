package dev.anvil.metadata.bucket;

import dev.anvil.metadata.change.ChangeNotices;
import dev.anvil.metadata.database.Global;
import dev.anvil.metadata.database.OnGlobalRole;
import dev.anvil.model.RegionName;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@OnGlobalRole
class BucketConfiguration {
    @Bean
    Buckets buckets(
            @Global JdbcClient jdbc,
            @Global TransactionTemplate transactions,
            RegionName ownRegion,
            Optional<RegionalBuckets> regionalBuckets,
            ChangeNotices notices,
            InstantSource clock) {
        return new Buckets(
                new BucketRows(jdbc), new OwnRegion(ownRegion, regionalBuckets), transactions, notices, clock);
    }
}
