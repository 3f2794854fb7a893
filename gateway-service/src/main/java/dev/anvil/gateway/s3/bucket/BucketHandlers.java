package dev.anvil.gateway.s3.bucket;

import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.model.RegionName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BucketHandlers {
    @Bean
    S3Handler listBuckets(BucketCatalogue buckets, Authorizer authorizer) {
        return new ListBucketsHandler(buckets, authorizer);
    }

    @Bean
    S3Handler createBucket(BucketCatalogue buckets, RegionName region, ChangeListeners changes, WantedAcls acls) {
        return new CreateBucketHandler(buckets, region, changes, acls);
    }

    @Bean
    S3Handler headBucket(BucketDirectory buckets) {
        return new HeadBucketHandler(buckets);
    }

    @Bean
    S3Handler deleteBucket(BucketCatalogue buckets, ChangeListeners changes) {
        return new DeleteBucketHandler(buckets, changes);
    }

    @Bean
    S3Handler getBucketLocation() {
        return new GetBucketLocationHandler();
    }
}
