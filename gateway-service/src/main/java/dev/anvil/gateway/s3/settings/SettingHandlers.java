package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Handler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingHandlers {
    @Bean
    SettingStore settingStore(BucketCatalogue buckets, ChangeListeners changes) {
        return new SettingStore(buckets, changes);
    }

    @Bean
    CurrentBucket currentBucket(BucketDirectory buckets) {
        return new CurrentBucket(buckets);
    }

    @Bean
    S3Handler getBucketVersioning(CurrentBucket buckets) {
        return new GetBucketVersioningHandler(buckets);
    }

    @Bean
    S3Handler putBucketVersioning(SettingStore settings, CurrentBucket buckets) {
        return new PutBucketVersioningHandler(settings, buckets);
    }
}
