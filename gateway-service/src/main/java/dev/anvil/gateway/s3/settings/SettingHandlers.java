package dev.anvil.gateway.s3.settings;

import dev.anvil.gateway.catalogue.BucketCatalogue;
import dev.anvil.gateway.catalogue.BucketSetting;
import dev.anvil.gateway.catalogue.ChangeListeners;
import dev.anvil.gateway.encryption.KeyRing;
import dev.anvil.gateway.s3.BucketDirectory;
import dev.anvil.gateway.s3.HandlerGroup;
import dev.anvil.gateway.s3.RequestGate;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.S3Operation;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.error.S3ErrorCode;
import dev.anvil.gateway.s3.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingHandlers {
    private static final List<DocumentSetting> DOCUMENTS = List.of(
            new DocumentSetting(
                    BucketSetting.TAGGING,
                    S3Operation.GET_BUCKET_TAGGING,
                    S3Operation.PUT_BUCKET_TAGGING,
                    S3Operation.DELETE_BUCKET_TAGGING,
                    S3ErrorCode.NO_SUCH_TAG_SET,
                    new TaggingRules()),
            new DocumentSetting(
                    BucketSetting.CORS,
                    S3Operation.GET_BUCKET_CORS,
                    S3Operation.PUT_BUCKET_CORS,
                    S3Operation.DELETE_BUCKET_CORS,
                    S3ErrorCode.NO_SUCH_CORS_CONFIGURATION,
                    new CorsRules()),
            new DocumentSetting(
                    BucketSetting.OWNERSHIP,
                    S3Operation.GET_BUCKET_OWNERSHIP_CONTROLS,
                    S3Operation.PUT_BUCKET_OWNERSHIP_CONTROLS,
                    S3Operation.DELETE_BUCKET_OWNERSHIP_CONTROLS,
                    S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND,
                    new OwnershipRules()),
            new DocumentSetting(
                    BucketSetting.LIFECYCLE,
                    S3Operation.GET_BUCKET_LIFECYCLE_CONFIGURATION,
                    S3Operation.PUT_BUCKET_LIFECYCLE_CONFIGURATION,
                    S3Operation.DELETE_BUCKET_LIFECYCLE,
                    S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION,
                    new LifecycleRulesDocument()),
            new DocumentSetting(
                    BucketSetting.WEBSITE,
                    S3Operation.GET_BUCKET_WEBSITE,
                    S3Operation.PUT_BUCKET_WEBSITE,
                    S3Operation.DELETE_BUCKET_WEBSITE,
                    S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION,
                    new WebsiteRules()),
            new DocumentSetting(
                    BucketSetting.PUBLIC_ACCESS_BLOCK,
                    S3Operation.GET_PUBLIC_ACCESS_BLOCK,
                    S3Operation.PUT_PUBLIC_ACCESS_BLOCK,
                    S3Operation.DELETE_PUBLIC_ACCESS_BLOCK,
                    S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION,
                    new PublicAccessBlockRules()));

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

    @Bean
    S3Handler getBucketAcl(CurrentBucket buckets) {
        return new GetBucketAclHandler(buckets);
    }

    @Bean
    S3Handler putBucketAcl(SettingStore settings, WantedAcls acls) {
        return new PutBucketAclHandler(settings, acls);
    }

    @Bean
    HandlerGroup bucketPolicy(SettingStore settings, CurrentBucket buckets) {
        return new HandlerGroup(List.of(
                new GetBucketPolicyHandler(buckets),
                new PutBucketPolicyHandler(settings, buckets),
                new DeleteBucketPolicyHandler(settings),
                new GetBucketPolicyStatusHandler(buckets)));
    }

    @Bean
    HandlerGroup documents(SettingStore settings, CurrentBucket buckets, KeyRing keys) {
        DocumentSetting encryption = new DocumentSetting(
                BucketSetting.ENCRYPTION,
                S3Operation.GET_BUCKET_ENCRYPTION,
                S3Operation.PUT_BUCKET_ENCRYPTION,
                S3Operation.DELETE_BUCKET_ENCRYPTION,
                S3ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND,
                new EncryptionRules(keys));
        List<DocumentSetting> documents = new ArrayList<>(DOCUMENTS);
        documents.add(encryption);
        List<S3Handler> handlers = new ArrayList<>();
        for (DocumentSetting document : documents) {
            handlers.add(new GetDocumentHandler(document, buckets));
            handlers.add(new PutDocumentHandler(document, settings, buckets));
            S3Operation delete = document.delete();
            if (delete != null) {
                handlers.add(new DeleteDocumentHandler(delete, document, settings));
            }
        }
        return new HandlerGroup(handlers);
    }

    @Bean
    HandlerGroup requestPayment(SettingStore settings, CurrentBucket buckets) {
        return new HandlerGroup(List.of(new GetRequestPaymentHandler(buckets), new PutRequestPaymentHandler(settings)));
    }

    @Bean
    RequestGate requesterPays() {
        return new RequesterPaysGate();
    }

    @Bean
    S3Handler getObjectLockConfiguration(CurrentBucket buckets) {
        return new GetObjectLockHandler(buckets);
    }

    @Bean
    S3Handler putObjectLockConfiguration(SettingStore settings, CurrentBucket buckets) {
        return new PutObjectLockHandler(settings, buckets);
    }

    /** What we do not have is off, and what nobody can put was never put; everything else would stop the tools that ask. */
    @Bean
    HandlerGroup whatIsNotThere(SettingStore settings) {
        return new HandlerGroup(List.of(
                new FixedAnswerHandler(
                        S3Operation.GET_BUCKET_LOGGING,
                        xml -> xml.openRoot("BucketLoggingStatus").close()),
                new FixedAnswerHandler(
                        S3Operation.GET_BUCKET_NOTIFICATION_CONFIGURATION,
                        xml -> xml.openRoot("NotificationConfiguration").close()),
                new FixedAnswerHandler(
                        S3Operation.GET_BUCKET_ACCELERATE_CONFIGURATION,
                        xml -> xml.openRoot("AccelerateConfiguration").close()),
                new PutOffHandler(
                        S3Operation.PUT_BUCKET_LOGGING,
                        settings,
                        "BucketLoggingStatus",
                        wish -> wish.child("LoggingEnabled").isEmpty()),
                new PutOffHandler(
                        S3Operation.PUT_BUCKET_NOTIFICATION_CONFIGURATION,
                        settings,
                        "NotificationConfiguration",
                        SettingHandlers::namesNobody),
                new PutOffHandler(
                        S3Operation.PUT_BUCKET_ACCELERATE_CONFIGURATION,
                        settings,
                        "AccelerateConfiguration",
                        wish -> wish.text("Status").equals(Optional.of("Suspended"))),
                new DeleteAbsentHandler(S3Operation.DELETE_BUCKET_REPLICATION),
                new AbsentAnswerHandler(
                        S3Operation.GET_BUCKET_REPLICATION, S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND)));
    }

    private static boolean namesNobody(XmlElement notification) {
        return Stream.of(
                        "TopicConfiguration",
                        "QueueConfiguration",
                        "CloudFunctionConfiguration",
                        "EventBridgeConfiguration")
                .allMatch(name -> notification.child(name).isEmpty());
    }
}
