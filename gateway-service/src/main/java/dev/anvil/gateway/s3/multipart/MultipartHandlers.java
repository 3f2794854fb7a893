package dev.anvil.gateway.s3.multipart;

import dev.anvil.gateway.catalogue.UploadCatalogue;
import dev.anvil.gateway.content.ContentCopy;
import dev.anvil.gateway.content.ContentWriter;
import dev.anvil.gateway.s3.BucketCalls;
import dev.anvil.gateway.s3.S3Handler;
import dev.anvil.gateway.s3.access.WantedAcls;
import dev.anvil.gateway.s3.encryption.ObjectKeys;
import dev.anvil.gateway.s3.object.SourceLookup;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MultipartHandlers {
    @Bean
    S3Handler createMultipartUpload(UploadCatalogue uploads, BucketCalls buckets, ObjectKeys keys, WantedAcls acls) {
        return new CreateMultipartUploadHandler(uploads, buckets, keys, acls);
    }

    @Bean
    S3Handler uploadPart(ContentWriter contents, ObjectKeys keys, UploadCatalogue uploads, BucketCalls buckets) {
        return new UploadPartHandler(contents, keys, uploads, buckets);
    }

    @Bean
    S3Handler uploadPartCopy(
            SourceLookup sources, ContentCopy contents, ObjectKeys keys, UploadCatalogue uploads, BucketCalls buckets) {
        return new UploadPartCopyHandler(sources, contents, keys, uploads, buckets);
    }

    @Bean
    S3Handler completeMultipartUpload(
            UploadCatalogue uploads, BucketCalls buckets, ObjectKeys keys, InstantSource clock) {
        return new CompleteMultipartUploadHandler(uploads, buckets, keys, clock);
    }

    @Bean
    S3Handler abortMultipartUpload(UploadCatalogue uploads, BucketCalls buckets) {
        return new AbortMultipartUploadHandler(uploads, buckets);
    }

    @Bean
    S3Handler listParts(UploadCatalogue uploads, BucketCalls buckets) {
        return new ListPartsHandler(uploads, buckets);
    }

    @Bean
    S3Handler listMultipartUploads(UploadCatalogue uploads, BucketCalls buckets) {
        return new ListMultipartUploadsHandler(uploads, buckets);
    }
}
