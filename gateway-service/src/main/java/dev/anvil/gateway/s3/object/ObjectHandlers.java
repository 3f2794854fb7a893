package dev.anvil.gateway.s3.object;

import dev.anvil.gateway.auth.Authorizer;
import dev.anvil.gateway.catalogue.ObjectCatalogue;
import dev.anvil.gateway.content.ContentCopy;
import dev.anvil.gateway.content.ContentReader;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.s3.AccessCheck;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ObjectHandlers {
    @Bean
    BucketCalls bucketCalls(BucketDirectory buckets) {
        return new BucketCalls(buckets);
    }

    @Bean
    ObjectLookup objectLookup(ObjectCatalogue objects, BucketCalls buckets, AccessCheck access) {
        return new ObjectLookup(objects, buckets, access);
    }

    @Bean
    SourceLookup sourceLookup(BucketDirectory buckets, ObjectLookup objects, AccessCheck access) {
        return new SourceLookup(buckets, objects, access);
    }

    @Bean
    ObjectReading objectReading(ObjectLookup lookup, ContentReader contents, ObjectKeys keys) {
        return new ObjectReading(lookup, contents, keys);
    }

    @Bean
    S3Handler putObject(
            ContentWriter contents,
            ObjectKeys keys,
            ObjectCatalogue objects,
            BucketCalls buckets,
            InstantSource clock,
            WantedAcls acls) {
        return new PutObjectHandler(contents, keys, objects, buckets, clock, acls);
    }

    @Bean
    S3Handler getObject(ObjectReading reading) {
        return new GetObjectHandler(reading);
    }

    @Bean
    S3Handler headObject(ObjectReading reading) {
        return new HeadObjectHandler(reading);
    }

    @Bean
    S3Handler restoreObject(ObjectLookup lookup) {
        return new RestoreObjectHandler(lookup);
    }

    @Bean
    S3Handler getObjectTorrent() {
        return new GetObjectTorrentHandler();
    }

    @Bean
    S3Handler getObjectAttributes(ObjectLookup lookup, ObjectKeys keys) {
        return new GetObjectAttributesHandler(lookup, keys);
    }

    @Bean
    ObjectHolds objectHolds(ObjectCatalogue objects, BucketCalls buckets, Authorizer authorizer) {
        return new ObjectHolds(objects, buckets, authorizer);
    }

    @Bean
    S3Handler getObjectRetention(ObjectLookup lookup) {
        return new GetObjectRetentionHandler(lookup);
    }

    @Bean
    S3Handler putObjectRetention(ObjectHolds holds) {
        return new PutObjectRetentionHandler(holds);
    }

    @Bean
    S3Handler getObjectLegalHold(ObjectLookup lookup) {
        return new GetObjectLegalHoldHandler(lookup);
    }

    @Bean
    S3Handler putObjectLegalHold(ObjectHolds holds) {
        return new PutObjectLegalHoldHandler(holds);
    }

    @Bean
    S3Handler deleteObject(ObjectCatalogue objects, BucketCalls buckets, ObjectHolds holds) {
        return new DeleteObjectHandler(objects, buckets, holds);
    }

    @Bean
    S3Handler deleteObjects(ObjectCatalogue objects, BucketCalls buckets, AccessCheck access, ObjectHolds holds) {
        return new DeleteObjectsHandler(objects, buckets, access, holds);
    }

    @Bean
    ObjectCopying objectCopying(
            ContentCopy contents, ObjectKeys keys, ObjectCatalogue objects, BucketCalls buckets, InstantSource clock) {
        return new ObjectCopying(contents, keys, objects, buckets, clock);
    }

    @Bean
    S3Handler copyObject(SourceLookup sources, ObjectCopying copying, InstantSource clock, WantedAcls acls) {
        return new CopyObjectHandler(sources, copying, clock, acls);
    }

    @Bean
    S3Handler getObjectAcl(ObjectLookup lookup, AccessCheck access) {
        return new GetObjectAclHandler(lookup, access);
    }

    @Bean
    S3Handler putObjectAcl(ObjectLookup lookup, WantedAcls acls, ObjectCatalogue objects, BucketCalls buckets) {
        return new PutObjectAclHandler(lookup, acls, objects, buckets);
    }

    @Bean
    ObjectTagging objectTagging(ObjectCatalogue objects, BucketCalls buckets, ObjectLookup lookup) {
        return new ObjectTagging(objects, buckets, lookup);
    }

    @Bean
    S3Handler getObjectTagging(ObjectLookup lookup) {
        return new GetObjectTaggingHandler(lookup);
    }

    @Bean
    S3Handler putObjectTagging(ObjectTagging tagging) {
        return new PutObjectTaggingHandler(tagging);
    }

    @Bean
    S3Handler deleteObjectTagging(ObjectTagging tagging) {
        return new DeleteObjectTaggingHandler(tagging);
    }
}
