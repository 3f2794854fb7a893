package dev.anvil.gateway.s3.listing;

import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Handler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ListingHandlers {
    @Bean
    S3Handler listObjects(ObjectCatalogue objects, BucketCalls buckets) {
        return new ListObjectsHandler(objects, buckets);
    }

    @Bean
    S3Handler listObjectsV2(ObjectCatalogue objects, BucketCalls buckets) {
        return new ListObjectsV2Handler(objects, buckets);
    }

    @Bean
    S3Handler listObjectVersions(ObjectCatalogue objects, BucketCalls buckets) {
        return new ListObjectVersionsHandler(objects, buckets);
    }
}
